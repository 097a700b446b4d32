import type { Plan } from "../../run/api.ts";
import type { Session } from "../session.ts";
import { count, counted } from "./numbers.ts";

/** Epochs, and what is computed besides. */
function work({ stages, epochs, stepsPerEpoch }: Plan): string {
  const trained = `${counted(epochs, "epoch")} of ${counted(stepsPerEpoch, "step")}`;
  if (epochs === 0) return stages.join(", ");
  return stages.length > 1 ? `${trained} at first, in stages: ${stages.join(", ")}` : trained;
}

/** What a run is about to do, before its first step. */
export function planLines(
  plan: Plan,
  { errorStyle, verbose }: Pick<Session, "errorStyle" | "verbose">,
): string[] {
  const { recipe } = plan;
  const label = (text: string) => errorStyle("bold", text.padEnd(9));
  const dim = (text: string) => errorStyle("dim", text);
  const threads = plan.device.includes("thread") ? "" : `, ${counted(plan.threads, "thread")}`;
  const clusters = recipe.clusters === undefined ? "" : `, ${counted(recipe.clusters, "cluster")}`;
  const lines = [
    `${label("recipe")}${recipe.name}: strategy ${recipe.strategy}, seed ${recipe.seed}`,
    `${label("data")}${recipe.dataset.name}: ${counted(plan.samples, "image")}${clusters}`,
    ...plan.auxiliary
      ? [
        `${" ".repeat(9)}and ${counted(plan.auxiliary.samples, "image")} of split ${
          JSON.stringify(plan.auxiliary.split)
        } for the representation alone, first in every epoch`,
      ]
      : [],
    ...recipe.encoder
      ? [
        `${label("encoder")}${recipe.encoder.name}, frozen: ${recipe.encoder.about}, ${
          count(recipe.encoder.dimensions)
        } numbers an image`,
      ]
      : [],
    `${label("network")}${counted(plan.weights, "weight")}`,
    `${label("backend")}${plan.backend}: ${plan.device}${threads}`,
    ...plan.ranks ? [`${label("ranks")}${plan.ranks.count}, by ${plan.ranks.carrier}`] : [],
    `${label("training")}${work(plan)}, into ${plan.run}`,
  ];
  for (const { what, count: n, first } of verbose ? plan.passedOver ?? [] : []) {
    lines.splice(2, 0, dim(`${" ".repeat(9)}passed over: ${count(n)} ${what}, such as ${first}`));
  }
  if (plan.backendReason !== undefined) {
    lines.splice(-1, 0, dim(`${" ".repeat(9)}${plan.backendReason}`));
  }
  if (plan.doneSteps > 0 && plan.doneSteps < plan.steps) {
    lines.push(`${label("goes on")}after step ${count(plan.doneSteps)} of ${count(plan.steps)}`);
  }
  return lines;
}
