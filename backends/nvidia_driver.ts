/** Files that NVIDIA's driver shows where it is at work. */
const DRIVER_FILES = ["/dev/nvidiactl", "/proc/driver/nvidia/version", "/dev/dxg"];

/** What is said where there is no driver. */
export const NO_DRIVER = {
  reason: "no NVIDIA driver is at work on this machine",
  fix: "install NVIDIA's driver, or use another backend",
};

/** Whether NVIDIA's driver is at work, as far as can be seen without loading native code. */
export const mayHaveDriver = (): boolean => DRIVER_FILES.some(mayExist);

/** Whether a file is there, as far as this process may know: Deno shows devices only to all permissions. */
export function mayExist(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    return error instanceof Deno.errors.NotCapable;
  }
}
