import { processEnv } from "./folders.ts";

/** Files that NVIDIA's driver shows where it is at work. */
const DRIVER_FILES = ["/dev/nvidiactl", "/proc/driver/nvidia/version", "/dev/dxg"];

/** The variable by which a first process tells a second one, which may not look at devices. */
export const NVIDIA_DRIVER = "CRLC_NVIDIA_DRIVER";

/** What is said where there is no driver. */
export const NO_DRIVER = {
  reason: "no NVIDIA driver is at work on this machine",
  fix: "install NVIDIA's driver, or use another backend",
};

/** Whether a file is there; nothing where this process may not know. */
type Look = (path: string) => boolean | undefined;

/**
 * Whether NVIDIA's driver is at work, as far as can be seen without loading native code: what the
 * first process has told, else what this one sees; nothing where neither may know.
 */
export function hasDriver(
  look: Look = isThere,
  told = processEnv.env(NVIDIA_DRIVER),
): boolean | undefined {
  if (told === "yes" || told === "no") return told === "yes";
  const seen = DRIVER_FILES.map(look);
  return seen.includes(true) ? true : seen.includes(undefined) ? undefined : false;
}

/** Whether NVIDIA's driver may be at work. */
export const mayHaveDriver = (): boolean => hasDriver() ?? true;

/** What a second process is told of the driver, where this one knows. */
export function toldOfDriver(): Record<string, string> {
  const has = hasDriver();
  return has === undefined ? {} : { [NVIDIA_DRIVER]: has ? "yes" : "no" };
}

/** Deno shows devices only to all permissions. */
function isThere(path: string): boolean | undefined {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    return error instanceof Deno.errors.NotCapable ? undefined : false;
  }
}
