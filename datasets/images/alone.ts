import { within } from "./time_limit.ts";

/** Native work under way. */
const underWay = new Set<Promise<unknown>>();
/** The end of work that is alone, while there is such work or it waits for its turn. */
let turn: Promise<void> | undefined;

/** Starts work beside other work, as soon as none wants to be alone. */
export async function beside<Result>(work: () => Promise<Result>): Promise<Result> {
  while (turn) await turn;
  const own = work();
  underWay.add(own);
  try {
    return await own;
  } finally {
    underWay.delete(own);
  }
}

/**
 * Does work while no other is under way: libvips has one text of errors for all its threads, and
 * clears it whenever one of them ends.
 *
 * @param seconds So long it waits for others, and takes itself, at most.
 * @throws {BadImage} If it takes longer.
 */
export async function alone<Result>(seconds: number, work: () => Promise<Result>): Promise<Result> {
  while (turn) await turn;
  let end = () => {};
  turn = new Promise((resolve) => end = resolve);
  try {
    // What does not end by then is waited for no more.
    await within(seconds, Promise.allSettled(underWay)).catch(() => underWay.clear());
    return await within(seconds, work());
  } finally {
    turn = undefined;
    end();
  }
}
