import process from "node:process";

/**
 * What this process and those beside it may take together, where a container or a cgroup (v1 or v2)
 * bounds it: beyond that, the kernel ends one of them without a word.
 *
 * @returns Bytes; nothing where only the machine sets a limit.
 */
export function memoryLimit(
  constrained = process.constrainedMemory(),
  total = Deno.systemMemoryInfo().total,
): number | undefined {
  return constrained > 0 && constrained < total ? constrained : undefined;
}
