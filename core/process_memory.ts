import { totalmem } from "node:os";
import { resourceUsage } from "node:process";

/** The memory of this process, in bytes. */
export interface ProcessMemory {
  /** Of the system's memory, now. */
  readonly now: number;
  /** The most it has held. */
  readonly peak: number;
  /** Thereof of JavaScript in the main thread: its heap and its arrays. */
  readonly javascript: number;
}

/**
 * Asks the system; the peak is exact, whenever it was.
 *
 * @param since Counts only what came after; where the process held more before, what it holds now.
 */
export function processMemory(since?: ProcessMemory): ProcessMemory {
  const { rss, heapTotal, external } = Deno.memoryUsage(), told = 1024 * resourceUsage().maxRSS;
  // systems differ in the unit: what cannot be is not believed
  const isKnown = told > (since?.peak ?? 0) && told >= rss && told <= totalmem();
  return { now: rss, peak: isKnown ? told : rss, javascript: heapTotal + external };
}
