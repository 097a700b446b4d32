import type { DryRun } from "../../run/dry_run.ts";
import type { Session } from "../session.ts";
import { shellLine } from "../../core/shell_line.ts";
import { count, counted, duration } from "../terminal/numbers.ts";
import { nextLines } from "./next.ts";

/** What `crlc train --dry-run` prints: the recipe, then what it would cost. */
export function dryRunLines(result: DryRun, session: Session): string[] {
  const { recipe, stages, samples, weights, backend, device, steps, seconds } = result;
  const heading = (text: string) => session.style("bold", text);
  return [
    heading(`Recipe ${recipe.name}`),
    ...JSON.stringify(recipe, null, 2).split("\n"),
    "",
    heading("What it would take"),
    `${counted(samples, "image")}, ${counted(weights, "weight")}, on ${backend}: ${device}`,
    ...stages.map(({ name, epochs, steps, millisecondsPerStep }) =>
      millisecondsPerStep === undefined
        ? `${name}: computed once, not timed`
        : `${name}: ${counted(epochs, "epoch")}, ${counted(steps, "step")} of ${
          duration(millisecondsPerStep / 1000)
        }`
    ),
    `About ${duration(seconds)} for ${counted(steps, "step")}, and ${
      count(Math.round(result.memoryBytes / 2 ** 20))
    } MiB of memory so far. Nothing was written.`,
    "",
    ...nextLines([[
      `crlc ${shellLine(session.args.filter((word) => word !== "--dry-run"))}`,
      "train it",
    ]], session),
  ];
}
