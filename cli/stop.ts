import type { Session } from "./session.ts";

/** The exit code of a process that Ctrl-C has ended at once. */
const INTERRUPTED = 130;

/**
 * Does some work that can be asked to stop: the first Ctrl-C or SIGTERM aborts the signal, the
 * second ends the process.
 *
 * @param asked Called at the first request.
 */
export async function stoppable<Result>(
  session: Session,
  asked: () => void,
  work: (stop: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const unlisten = session.io.onStop(() => {
    if (controller.signal.aborted) return session.io.exit(INTERRUPTED);
    asked();
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } finally {
    unlisten();
  }
}
