import { shellLine } from "../../../core/shell_line.ts";
import { CrlcError, type ErrorKind } from "../../../core/errors.ts";
import type { Observer } from "../../../run/api.ts";
import { mayBeNative } from "../../../machine/may_be_native.ts";
import { stoppableWith, type TerminalObserver } from "../../terminal/observer.ts";
import type { Session } from "../../session.ts";
import type { RunEnding } from "../../../results/report/live_page.ts";

/** Errors after which the same command can do better. */
const CAN_GO_ON: ReadonlySet<ErrorKind> = new Set(["backend", "resource"]);

/** Says of an error in the middle of a run how to go on from what was saved. */
function withContinuation(error: unknown, saved: number, session: Session): unknown {
  if (!(error instanceof CrlcError) || !CAN_GO_ON.has(error.kind) || saved === 0) return error;
  const { kind, code, message, hint, cause } = error;
  const goOn = `the checkpoint of step ${saved} is whole, and this goes on from there: crlc ${
    shellLine(session.args)
  }`;
  return new CrlcError(kind, code, message, { hint: hint ? `${hint}; ${goOn}` : goOn, cause });
}

/** Gives up native code where the run has no use for it: only image files are decoded so. */
function withoutNativeCode(observer: Observer, session: Session): Observer {
  return {
    ...observer,
    planned(plan) {
      observer.planned?.(plan);
      if (mayBeNative(plan.backend) || "maxBad" in plan.recipe.dataset.options) return;
      void session.io.giveUp?.(["ffi"]);
    },
  };
}

/**
 * Trains with a terminal's observer, until the end or until asked to stop. An error after which the
 * run can go on says how.
 *
 * @param watch Whether a page of the run is served meanwhile; its address is told.
 */
export async function stoppableTraining<Outcome>(
  observer: TerminalObserver,
  session: Session,
  work: (stop: AbortSignal, observer: Observer) => Promise<Outcome>,
  watch = false,
): Promise<Outcome> {
  // Opened before the permission to the network is given up, and all that is left of it.
  const watching = watch ? await (await import("./watch.ts")).openWatch() : undefined;
  if (watching) observer.note(`watch    ${watching.address}`);
  const notice = "Stopping after this step and saving; once more stops at once.";
  let saved = 0, ending: RunEnding = "failed";
  try {
    return await stoppableWith(observer, session, notice, async (stop, observer) => {
      // Where the person has chosen the permissions, and more of them than are needed.
      await session.io.giveUp?.(["net", "run"]);
      const watched = withoutNativeCode(watching?.over(observer) ?? observer, session);
      const outcome = await work(stop, {
        ...watched,
        planned(plan) {
          saved = plan.doneSteps;
          watched.planned?.(plan);
        },
        saved: (step) => void (saved = step),
      });
      ending = stop.aborted ? "stopped" : "finished";
      return outcome;
    }, true);
  } catch (error) {
    throw withContinuation(error, saved, session);
  } finally {
    await watching?.close(ending);
  }
}
