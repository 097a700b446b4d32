import type { EpochReport, StepReport } from "../../run/api.ts";
import { progressBar } from "./bar.ts";
import { brief, count, duration } from "./numbers.ts";

type Terms = Readonly<Record<string, number | readonly number[]>>;

/** Loss terms by name; of one value a sub-head, the mean. */
function terms(values: Terms): string[] {
  return Object.entries(values).map(([name, value]) => {
    const mean = typeof value === "number"
      ? value
      : value.reduce((sum, x) => sum + x, 0) / value.length;
    return `${name} ${brief(mean)}`;
  });
}

/** Texts side by side, on as many lines as they need. */
function flow(texts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const longer = `${lines.at(-1)}  ${text}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(text);
  }
  return lines;
}

/** `12/560`, as wide as `560/560`. */
function outOf(done: number, total: number): string {
  const all = count(total);
  return `${count(done).padStart(all.length)}/${all}`;
}

function stageName(stage: string, stages: number): string {
  return stages > 1 ? `${stage}: ` : "";
}

/** A stage that computes has no epochs: `neighbours: done  step 421/560  3.1 s  10 s left`. */
function computedLine(
  { stage, step }: Pick<StepReport, "stage" | "step">,
  steps: number,
  secondsLeft: number,
  seconds?: number,
): string {
  return [
    `${stage}: done`,
    `step ${outOf(step, steps)}`,
    ...(seconds === undefined ? [] : [duration(seconds)]),
    ...(secondsLeft > 0 ? [`${duration(secondsLeft)} left`] : []),
  ].join("  ");
}

/**
 * What a terminal shows of training: a line of progress, and loss terms below it.
 *
 * @param stages How many stages the run has; the stage is named where there are several.
 * @param width Columns of the terminal.
 */
export function stepLines(report: StepReport, stages: number, width: number): string[] {
  if (report.kind === "compute") return [computedLine(report, report.steps, report.secondsLeft)];
  const start = `${stageName(report.stage, stages)}epoch ${outOf(report.epoch, report.epochs)} `;
  const end = ` step ${outOf(report.step, report.steps)}  ` +
    `${count(report.imagesPerSecond)} images/s  ${duration(report.secondsLeft)} left`;
  const room = Math.min(30, width - 1 - start.length - end.length);
  const bar = room < 5 ? "" : progressBar(report.step / report.steps, room);
  return [start + bar + end, ...flow(terms(report.terms), width - 3).map((line) => `  ${line}`)];
}

/**
 * What a file or a pipe gets of an epoch: one line.
 *
 * @param verbose Whether to tell the share of time spent waiting for images.
 */
export function epochLine(
  report: EpochReport,
  stages: number,
  steps: number,
  secondsLeft: number,
  verbose = false,
): string {
  if (report.kind === "compute") {
    return [computedLine(report, steps, secondsLeft, report.seconds), ...terms(report.terms)]
      .join("  ");
  }
  return [
    `${stageName(report.stage, stages)}epoch ${outOf(report.epoch, report.epochs)}`,
    `step ${outOf(report.step, steps)}`,
    `${count(report.imagesPerSecond)} images/s`,
    `${duration(secondsLeft)} left`,
    ...(verbose ? [`waiting for images ${(100 * report.waiting).toFixed(1)} %`] : []),
    ...terms(report.terms),
  ].join("  ");
}

/**
 * What a terminal shows of a long preparation.
 *
 * @param total 0 where it is not known.
 * @param seconds Time since it began.
 */
export function preparationLine(
  what: string,
  done: number,
  total: number,
  seconds: number,
  width: number,
): string {
  if (!(total > 0)) return `${what} ${count(done)}`;
  const left = done > 0 && seconds > 2 ? `  ${duration(seconds * (total - done) / done)} left` : "";
  const end = ` ${count(done)}/${count(total)}${left}`;
  const room = Math.min(30, width - 2 - what.length - end.length);
  return `${what} ${room < 5 ? "" : progressBar(done / total, room)}${end}`;
}
