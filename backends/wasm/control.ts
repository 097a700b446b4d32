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
/** Workers that sleep until the ticket changes. */
export const SLEEPERS = 8;

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
 * Looks at a word again and again until it is no longer `value`, for a while: whoever sleeps has to
 * be woken, which takes longer than most jobs.
 *
 * @param microseconds How long at least.
 * @returns Whether it has changed.
 */
export function spin(
  words: Int32Array,
  word: number,
  value: number,
  microseconds: number,
): boolean {
  const end = performance.now() + microseconds / 1000;
  do {
    // the clock costs a microsecond
    for (let i = 0; i < 100; i++) {
      if (Atomics.load(words, word) !== value) return true;
      pause();
    }
  } while (performance.now() < end);
  return false;
}

/** Leaves the core's units to the other thread that shares them, where the engine can say so. */
const pause = (Atomics as { pause?: () => void }).pause?.bind(Atomics) ?? (() => {});

/**
 * Does parts of the job that `ticket` belongs to until none is left.
 *
 * @param slot The number of this thread, by which kernels find scratch memory of their own.
 * @returns When every part is taken, not when every part is done: the ticket that said so.
 */
export function work(
  words: Int32Array,
  values: Float64Array,
  kernels: readonly Kernel[],
  slot: number,
): number {
  let job = -1, kernel: Kernel = kernels[0], args: number[] = [];
  for (;;) {
    const ticket = Atomics.load(words, TICKET);
    const part = ticket & NO_PART, parts = words[PARTS];
    if (part >= parts) return ticket;
    if (ticket - part !== job) {
      job = ticket - part;
      kernel = kernels[words[KERNEL]];
      args = Array.from(values.subarray(0, words[COUNT]));
      args.push(part, parts, slot);
    }
    // what was read belongs to this ticket if it is still the same
    if (Atomics.compareExchange(words, TICKET, ticket, ticket + 1) !== ticket) {
      job = -1;
      continue;
    }
    args[args.length - 3] = part;
    try {
      kernel(...args);
    } catch (error) {
      Atomics.store(words, FAILED, 1);
      throw error;
    } finally {
      if (Atomics.add(words, DONE, 1) + 1 === parts) Atomics.notify(words, DONE);
    }
  }
}
