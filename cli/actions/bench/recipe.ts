import { benchRecipe } from "../../../machine/bench_recipe.ts";
import type { BenchRecipeReport } from "../../../machine/bench_recipe_api.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { benchRecipe as command } from "../../commands/bench/recipe.ts";
import { environmentOf } from "../../environment.ts";
import type { Session } from "../../session.ts";
import { brief, bytes, count, counted } from "../../terminal/numbers.ts";
import { wrap } from "../../terminal/wrap.ts";
import { profileLines } from "./bench_profile.ts";

/** Takes some steps of a recipe and prints where their time and memory go. */
export async function runBenchRecipe(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { target, steps, strategy, dataset, split, clusters, epochs, seed, set, maxBad } = options;
  const overrides = { strategy, dataset, split, clusters, epochs, seed, set, maxBad };
  const environment = environmentOf(options, session.io);
  await answer(
    options,
    session,
    (observer) => benchRecipe({ target, overrides, environment, steps }, observer),
    (report) => benchRecipeLines(report, session),
  );
  return 0;
}

/** What `crlc bench recipe` prints. */
export function benchRecipeLines(report: BenchRecipeReport, session: Session): string[] {
  const { recipe, stage, batchSize, views, steps, waitedForImages, result } = report;
  const { backend, device, precision, imagesPerSecond, millisecondsPerStep } = result;
  return [
    ...wrap(
      `${recipe}, stage ${stage}, on ${backend} (${device}, ${precision}): ${
        counted(batchSize, "image")
      } a step in ${counted(views, "view")} each`,
      session.width,
    ),
    ...wrap(
      `${brief(millisecondsPerStep)} ms a step, the median of ${steps}: ${
        count(imagesPerSecond)
      } views/s; ${brief(waitedForImages)} ms of it waiting for images. The process took ${
        bytes(result.peakMemoryBytes)
      } at most.`,
      session.width,
    ),
    ...profileLines(result, session),
  ];
}
