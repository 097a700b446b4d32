import { dirname, join } from "node:path/posix";
import process from "node:process";

/** The variable by which a first process tells a second one, which may not read where it is said. */
export const MEMORY_LIMIT = "CRLC_MEMORY_LIMIT";

/** Where the system says which groups this process is in, and what each may take. */
const OWN = "/proc/self/cgroup", GROUPS = "/sys/fs/cgroup";

/**
 * What this process and those beside it may take together, where a container or a cgroup (v1 or v2)
 * bounds it: beyond that, the kernel ends one of them without a word.
 *
 * @returns Bytes; nothing where only the machine sets a limit.
 */
export function memoryLimit(
  constrained = Number(process.env[MEMORY_LIMIT]) || cgroupLimit() || process.constrainedMemory(),
  total = Deno.systemMemoryInfo().total,
): number | undefined {
  return constrained > 0 && constrained < total ? constrained : undefined;
}

/**
 * The smallest limit of the cgroups that this process is in: that of a group binds all groups in it,
 * and the system library asks the innermost alone.
 *
 * @param read Gives the text of a file; nothing where it cannot be read.
 * @returns Bytes; nothing where no group has a limit, or none can be read.
 */
export function cgroupLimit(read = readIfAllowed): number | undefined {
  const limits = (read(OWN) ?? "").split("\n").flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (controllers === "") return upwards(GROUPS, path, "memory.max");
    const isMemory = controllers?.split(",").includes("memory");
    return isMemory ? upwards(`${GROUPS}/memory`, path, "memory.limit_in_bytes") : [];
  });
  const known = limits.map((file) => Number(read(file) ?? NaN)).filter((limit) => limit > 0);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** The file of a name in a group, and in all groups around it: a container sees its own as the root. */
function upwards(root: string, path: string, name: string): string[] {
  const files = [join(root, path, name)];
  for (let at = path; at !== "/";) files.push(join(root, at = dirname(at), name));
  return files;
}

function readIfAllowed(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    // Another system, or a process that may not read everything.
  }
}
