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

/** The most that this process has held so far, in bytes. */
export function peakMemory(): number {
  // On Linux in KiB, as Node has it everywhere.
  return 1024 * process.resourceUsage().maxRSS;
}
