/**
 * The block of shared memory by which the main thread gives work to the workers.
 *
 * A job is a kernel, its arguments and a number of parts. The ticket word holds the job's number and
 * the next part that nobody does yet; whoever raises it by compare-and-exchange does that part. A
 * thread that comes late finds the ticket changed and takes nothing, so a worker that stands still
 * costs time but no result: the others do its parts.
 *
 * @module
 */

/** Slots of 32 bits. */
export const TICKET = 0, DONE = 1, PARTS = 2, KERNEL = 3, COUNT = 4, CLOSED = 5, FAILED = 6;
/** Whether the threads tell how long they compute. */
export const WATCHED = 7;

/** Arguments are doubles, so that addresses above 2 GB and fractions pass alike. */
export const ARGUMENTS = 32;
const WORDS = 16;

/** Bits of the ticket that number the parts. */
const PART_BITS = 12;
/** The part number of a job that is not yet complete. */
export const NO_PART = 2 ** PART_BITS - 1;

const FIXED_BYTES = WORDS * 4 + ARGUMENTS * 8;

/** Bytes of the block for so many threads. */
export const controlBytes = (threads: number) => FIXED_BYTES + threads * 8;

/** The views of the block; `busy` has the milliseconds that each thread has computed. */
export function controlViews(buffer: SharedArrayBuffer | ArrayBuffer) {
  return {
    words: new Int32Array(buffer, 0, WORDS),
    values: new Float64Array(buffer, WORDS * 4, ARGUMENTS),
    busy: new Float64Array(buffer, FIXED_BYTES),
  };
}

export type Kernel = (...args: number[]) => void;

/** The ticket of a job whose next part is `part`. */
export function ticketOf(job: number, part: number): number {
  return (job << PART_BITS) | part;
}

/**
 * Does parts of the job that `ticket` belongs to until none is left.
 *
 * @param slot The number of this thread, by which kernels find scratch memory of their own.
 * @returns When every part is taken, not when every part is done.
 */
export function work(
  words: Int32Array,
  values: Float64Array,
  kernels: readonly Kernel[],
  slot: number,
): void {
  for (;;) {
    const ticket = Atomics.load(words, TICKET);
    const part = ticket & NO_PART;
    const parts = words[PARTS];
    if (part >= parts) return;
    const kernel = kernels[words[KERNEL]], count = words[COUNT];
    const args = Array.from(values.subarray(0, count));
    // the arguments belong to this ticket if it is still the same
    if (Atomics.compareExchange(words, TICKET, ticket, ticket + 1) !== ticket) continue;
    try {
      kernel(...args, part, parts, slot);
    } catch (error) {
      Atomics.store(words, FAILED, 1);
      throw error;
    } finally {
      Atomics.add(words, DONE, 1);
    }
  }
}
