import type { EpochReport, Observer, Plan, StepReport } from "../../run/api.ts";
import { epochLine, preparationLine, stepLines } from "./progress.ts";
import { planLines } from "./plan_lines.ts";
import type { Session } from "../session.ts";
import { endWhileReading } from "../process/end_while_reading.ts";
import { stoppable } from "../process/stop.ts";
import { count } from "./numbers.ts";
import { live } from "./live.ts";

/** Where there is no terminal, a preparation is worth a line after so many milliseconds. */
const PATIENCE = 3_000;
/** Time between two such lines, in milliseconds. */
const PAUSE = 10_000;

/** An observer that speaks on standard error. */
export interface TerminalObserver extends Observer {
  /** Whether lines are drawn again, so that the cursor is on the last of them. */
  readonly live: boolean;
  /** Takes away what is drawn live. */
  end(): void;
}

/** Whether lines may be drawn again: on a terminal that a person looks at. */
function mayRedraw({ io }: Session): boolean {
  return io.columns("stderr") !== undefined && io.env("CI") === undefined &&
    io.env("TERM") !== "dumb";
}

/** Redraws a bar at the bottom of the terminal; with `verbose`, a line an epoch stays above it. */
function lively(session: Session, verbose: boolean): TerminalObserver {
  const { io } = session;
  const lines = live(io);
  const width = () => io.columns("stderr") ?? 80;
  let stages = 1, steps = 0, secondsLeft = NaN;
  let preparation = "";
  let began = 0;
  return {
    live: true,
    note: (text) => lines.print(text),
    warn(text) {
      lines.clear();
      session.warn(text);
    },
    progress(what, done, total) {
      if (what !== preparation) {
        preparation = what;
        began = io.now();
        lines.clear();
      }
      if (total > 0 && done >= total) {
        preparation = "";
        return lines.clear();
      }
      lines.draw([preparationLine(what, done, total, (io.now() - began) / 1000, width())]);
    },
    planned(plan: Plan) {
      lines.clear();
      ({ stages: { length: stages }, steps } = plan);
      if (plan.doneSteps === plan.steps) return;
      for (const line of planLines(plan, session)) session.note(line);
    },
    step(report: StepReport) {
      secondsLeft = report.secondsLeft;
      lines.draw(stepLines(report, stages, width()));
    },
    epoch(report: EpochReport) {
      if (verbose) lines.print(epochLine(report, stages, steps, secondsLeft, verbose));
    },
    end: () => lines.clear(),
  };
}

/** Prints plain lines: one an epoch, and now and then one on a long preparation. */
function plain(session: Session, verbose: boolean): TerminalObserver {
  const { io } = session;
  let stages = 1, steps = 0, secondsLeft = NaN;
  let preparation = "";
  let speakAt = 0;
  return {
    live: false,
    note: (text) => session.note(text),
    warn: (text) => session.warn(text),
    progress(what, done, total) {
      if (what !== preparation) {
        preparation = what;
        speakAt = io.now() + PATIENCE;
      }
      if (io.now() < speakAt) return;
      speakAt = io.now() + PAUSE;
      session.note(`${what} ${count(done)}${total > 0 ? `/${count(total)}` : ""}`);
    },
    planned(plan: Plan) {
      ({ stages: { length: stages }, steps } = plan);
      if (plan.doneSteps === plan.steps) return;
      for (const line of planLines(plan, session)) session.note(line);
    },
    step(report: StepReport) {
      secondsLeft = report.secondsLeft;
    },
    epoch: (report: EpochReport) =>
      session.note(epochLine(report, stages, steps, secondsLeft, verbose)),
    end() {},
  };
}

/** Says nothing but warnings. */
function silent(session: Session): TerminalObserver {
  return {
    live: false,
    note() {},
    warn: (text) => session.warn(text),
    progress() {},
    end() {},
  };
}

/** The observer that fits the terminal and the options. */
export function observe(session: Session, quiet: boolean, verbose = false): TerminalObserver {
  if (quiet) return silent(session);
  return mayRedraw(session) ? lively(session, verbose) : plain(session, verbose);
}

/**
 * Does work that can be asked to stop, while an observer speaks of it.
 *
 * @param work Gets the signal, and the observer to speak to, which hears of a request before the
 *   step after the one at hand.
 * @param trains Whether the work reads images and trains, so that reading need not be waited for.
 */
export function stoppableWith<Result>(
  observer: TerminalObserver,
  session: Session,
  notice: string,
  work: (stop: AbortSignal, observer: Observer) => Promise<Result>,
  trains = false,
): Promise<Result> {
  const { live } = observer;
  // What replaced a live line would be gone with the next drawing.
  const keep = () => live && observer.note(notice);
  return stoppable(session, { text: notice, live }, keep, (stop, listener) => {
    const step = (report: StepReport) => {
      observer.step?.(report);
      listener.poll();
    };
    const told = { ...observer, step };
    if (!trains) return work(stop, told);
    return endWhileReading(stop, listener.losesNothing, told, (observer) => work(stop, observer));
  });
}
