import { within } from "./time_limit.ts";

/** The part of the Web Locks API that is used; Deno's types do not tell of it yet. */
interface Locks {
  request<Result>(
    name: string,
    options: { readonly mode: "shared" | "exclusive"; readonly signal?: AbortSignal },
    work: () => Promise<Result>,
  ): Promise<Result>;
}

/** Shared by all JavaScript threads of the process, as libvips is. */
const { locks } = navigator as unknown as { readonly locks: Locks };
const LIBVIPS = "crlc: libvips";

/**
 * Does native work beside other such work, as soon as none wants to be alone.
 *
 * @param seconds After so many, others wait for it no more.
 */
export async function beside<Result>(
  seconds: number,
  work: () => Promise<Result>,
): Promise<Result> {
  return await new Promise<Result>((resolve, reject) =>
    locks.request(LIBVIPS, { mode: "shared" }, () => {
      const own = work();
      own.then(resolve, reject);
      return within(seconds, own);
    }).catch(reject)
  );
}

/**
 * Does native work while no other is under way in this process: libvips has one text of errors for
 * all its threads, and clears it whenever one of them ends.
 *
 * @param seconds So long it waits for others, and takes itself, at most.
 * @throws {BadImage} If it takes longer.
 */
export async function alone<Result>(seconds: number, work: () => Promise<Result>): Promise<Result> {
  const limited = () => within(seconds, work()), waited = AbortSignal.timeout(1000 * seconds);
  try {
    return await locks.request(LIBVIPS, { mode: "exclusive", signal: waited }, limited);
  } catch (error) {
    // What does not end by then is waited for no more.
    if (error === waited.reason) return await limited();
    throw error;
  }
}
