import type { Observer } from "../../run/api.ts";
import { answer, type Speaking } from "../answer.ts";
import type { Session } from "../session.ts";
import { stoppableWith } from "../terminal/observer.ts";

/**
 * Does the work of a command that can be asked to stop, and prints what comes of it.
 *
 * @param notice What is said when it is asked to stop.
 * @param lines What comes of it, for people.
 */
export async function answerStoppable<Result extends object>(
  speaking: Speaking,
  session: Session,
  notice: string,
  work: (stop: AbortSignal, observer: Observer) => Promise<Result>,
  lines: (result: Result) => Iterable<string>,
): Promise<void> {
  await answer(
    speaking,
    session,
    async (observer) => ({
      schemaVersion: 1,
      ...await stoppableWith(observer, session, notice, work),
    }),
    lines,
  );
}
