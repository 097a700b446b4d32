import {
  clusterNetCost,
  plainNetworkCost,
  plainNetworkSchema,
  resnetCost,
  resnetOf,
} from "../../nn/mod.ts";
import * as v from "valibot";
import { backboneSchema } from "../../nn/resnet.ts";
import type { Catalog } from "../parts/catalog.ts";
import { stepsInEpoch } from "../../pipeline/batches.ts";
import { passStages } from "./pass_stages.ts";
import type { TrainStage } from "../../plugins/strategy.ts";
import type { Recipe } from "./recipe.ts";
import { createTask, type ResolvedRecipe } from "./task.ts";

/**
 * Multiplications a second of a training step by large networks, on 2 cores of an AMD EPYC with
 * backend wasm: ResNet-18 and 34 of docs/results.md, 43.5 and 22.2 views a second.
 */
const SPEED = 75e9;
/** Seconds a view that small networks take besides: augmentation, many small ops. */
const PER_VIEW = 2e-4;
/** Of a network of dense layers, not augmented: dec/digits takes 31 s of one core. */
const PER_DENSE_VIEW = 2.5e-5;

/** What a recipe would take. */
export interface ExpectedCost {
  /** Steps of the stages that train. */
  readonly steps: number;
  /** About, on 2 cores with backend wasm; `crlc train RECIPE --dry-run` measures it. */
  readonly seconds: number;
}

/**
 * Estimates what a recipe takes from its steps and the size of its network; no image is read.
 *
 * @returns Nothing where the data set does not say beforehand how many images it has.
 */
export async function expectedCost(
  catalog: Catalog,
  recipe: Recipe,
): Promise<ExpectedCost | undefined> {
  const { dataset: { name, split, first, auxiliary: other }, input } = recipe;
  const { facts } = await catalog.datasets.get(name);
  const samples = first ?? facts.splits[split];
  const clusters = recipe.clusters ?? facts.classes;
  const auxiliary = other && (other.first ?? facts.splits[other.split]);
  if (samples === undefined || clusters === undefined) return undefined;
  if (other && auxiliary === undefined) return undefined;
  const channels = facts.shape?.[2] ?? 3;
  const resolved: ResolvedRecipe = { ...recipe, clusters, input: { ...input, normalise: "none" } };
  const { strategy } = await createTask(catalog, resolved, { samples, channels, auxiliary });
  const once = networkCost(recipe, channels);
  let steps = 0, seconds = 0;
  const parts = strategy.stages.flatMap((stage) => [
    { stage, images: samples },
    ...passStages(stage, auxiliary !== undefined).map(({ of, stage }) => (
      { stage, images: of === "own" ? samples : auxiliary! }
    )),
  ]);
  for (const { stage, images } of parts) {
    if (stage.kind !== "train") continue;
    const taken = stage.steps ??
      stepsInEpoch({ length: images, ...stage }) * (stage.times ?? 1) * stage.epochs;
    const { labelled } = stage;
    const views = stage.batchSize * stage.views.length +
      (labelled ? labelled.batchSize * labelled.views.length : 0);
    // Back-propagation is two more passes, unless the backbone is frozen.
    const passes = stage.trains?.("backbone/stem/kernel") ?? true ? 3 : 1;
    steps += taken;
    const plain = stage.views.every(({ augment }) => augment === "none");
    const perView = once === 0 && plain ? PER_DENSE_VIEW : PER_VIEW;
    const renewed = renewals(stage, taken) * images;
    seconds += taken * views * (passes * once / SPEED + perView) +
      renewed * (once / SPEED + perView);
  }
  return steps > 0 ? { steps, seconds: Math.ceil(seconds) } : undefined;
}

/** How often a stage has what it renews computed of all images; blocks are of all of them in turn. */
function renewals({ renewal, epochs }: TrainStage, steps: number): number {
  if (!renewal) return 0;
  const { every } = renewal;
  if (every === "block") return epochs;
  return Math.ceil("steps" in every ? steps / every.steps : epochs / every.epochs);
}

/** Multiplications of one forward pass of an image; 0 where the network says nothing of it. */
function networkCost({ options, input: { size } }: Recipe, channels: number): number {
  const backbone = v.safeParse(backboneSchema, options.backbone);
  if (backbone.success) return resnetCost(resnetOf(backbone.output), size, channels);
  if (options.backbone === "clusternet6c") return clusterNetCost(size, channels);
  const plain = v.safeParse(plainNetworkSchema, options.network);
  return plain.success ? plainNetworkCost(plain.output, size, channels) : 0;
}
