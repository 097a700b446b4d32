import { createHash } from "node:crypto";
import { shellLine } from "../../core/shell_line.ts";
import type { Plan, StepReport } from "../../run/api.ts";
import { pathsOf } from "../../run/folder/run_folder.ts";
import { curvesHtml } from "./curves.ts";
import { escapeHtml as text } from "./escape.ts";
import { STYLES } from "./page_files.ts";
import { readCurves } from "./read_curves.ts";

/** What is known of a run under way. */
export interface LiveRun {
  readonly plan?: Plan;
  readonly step?: StepReport;
  readonly warnings: readonly string[];
  /** How it has ended, once it has. */
  readonly ending?: RunEnding;
}

/** How a run has ended that somebody watches. */
export type RunEnding = "finished" | "stopped" | "failed";

/** Seconds after which a browser asks again. */
export const AGAIN = 3;

/**
 * The page of a run under way: how far it is, warnings, and the curves so far. It holds no script,
 * and the browser asks for it again by itself; the page of a run that has ended stays.
 */
export async function livePage({ plan, step, warnings, ending }: LiveRun): Promise<string> {
  const [style] = STYLES;
  const hash = createHash("sha256").update(style).digest("base64");
  const title = plan?.run ?? "crlc";
  const curves = plan ? await readCurves(pathsOf(plan.run).metrics) : [];
  const card = (name: string, value: string) =>
    `<div class="card"><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`;
  const cards = step
    ? [
      card("Stage", step.stage),
      card("Epoch", `${step.epoch} of ${step.epochs}`),
      card("Step", `${step.step} of ${step.steps}`),
      card("Images a second", step.imagesPerSecond.toFixed(0)),
      card("Minutes left", (step.secondsLeft / 60).toFixed(1)),
    ]
    : [card("State", "getting ready")];
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
${ending ? "" : `<meta http-equiv="refresh" content="${AGAIN}">`}
<link rel="icon" href="data:,">
<title>${text(title)} - crlc</title>
<style>${style}</style>
</head>
<body>
<header><h1>${text(title)}</h1><p>${
    plan
      ? text(
        `${plan.recipe.strategy} on ${plan.recipe.dataset.name}, ${plan.samples} images, on ${plan.device}`,
      )
      : ""
  }</p></header>
<main>
<dl class="cards">${cards.join("")}</dl>
${
    warnings.length > 0
      ? `<section class="warnings"><h2>Warnings</h2><ul>${
        warnings.map((line) => `<li>${text(line)}</li>`).join("")
      }</ul></section>`
      : ""
  }
<section><h2>Curves</h2><div class="charts">${curvesHtml([{ name: title, curves }])}</div></section>
</main>
<footer>${endOf(plan?.run, ending)}</footer>
</body>
</html>
`;
}

/** What comes next. */
function endOf(run = "RUN", ending: RunEnding | undefined): string {
  if (ending === undefined) {
    return "Images and clusters come with crlc report, once the run is finished.";
  }
  if (ending === "failed") {
    return "The run has ended with an error, which the terminal shows. This page stays as it is.";
  }
  if (ending === "stopped") {
    return "The run was stopped and has saved where it is: the same command goes on. This page stays as it is.";
  }
  const command = text(`crlc report ${shellLine([run])}`);
  return `The run is finished. Images and clusters: <code>${command}</code> makes a page of them. This page stays as it is.`;
}
