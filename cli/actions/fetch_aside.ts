import type { Observer } from "../../run/api.ts";
import type { Session } from "../session.ts";
import { observe, stoppableWith } from "../terminal/observer.ts";

/** Fetches what a command needs before it does its own work; its progress is told unless `quiet`. */
export async function fetchAside<Result>(
  session: Session,
  { quiet, verbose }: { readonly quiet: boolean; readonly verbose: boolean },
  fetch: (stop: AbortSignal, observer: Observer) => Promise<Result>,
): Promise<Result> {
  const observer = observe(session, quiet, verbose);
  try {
    return await stoppableWith(observer, session, "Stopping; what has arrived stays.", fetch);
  } finally {
    observer.end();
  }
}
