import type { Listener, StopNotice } from "../io.ts";
import type { Session } from "../session.ts";

/**
 * Does some work that can be asked to stop: the first Ctrl-C, SIGTERM, SIGUSR1 or SIGHUP aborts the
 * signal, the second ends the process.
 *
 * @param asked Called at the first request, once the main thread hears of it.
 * @param work Gets the signal, and who listens.
 */
export async function stoppable<Result>(
  session: Session,
  notice: StopNotice,
  asked: () => void,
  work: (stop: AbortSignal, listener: Listener) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const listener = await session.io.onStop(notice, () => {
    asked();
    controller.abort();
  });
  try {
    return await work(controller.signal, listener);
  } finally {
    listener.end();
  }
}
