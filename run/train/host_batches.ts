import type { Group } from "../../core/group.ts";
import { Stream } from "../../core/random.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import { type Batches, batchesOf, shareOf } from "../../pipeline/batches.ts";
import { type HostBatch, openLoader } from "../../pipeline/loader.ts";
import { drawNeighbours } from "../../pipeline/neighbours.ts";
import type { ComputeResult, TrainStage } from "../../plugins/strategy.ts";
import type { DeviceView } from "./device_augment.ts";
import type { Labels } from "../recipe/labels.ts";
import type { Task } from "../recipe/task.ts";

const ALONE = { rank: 0, size: 1 };

/** Added to the passes of labelled images, so that they draw views of their own. */
const LABELLED_PASSES = 0x8000_0000;

/** The images of one step in the memory of the host. */
export interface HostStep {
  /** Of the whole batch, which other ranks have shares of; all else is of this rank's. */
  readonly indices: Int32Array;
  /** One array a view of the stage, in its order: finished, or of the stored images in [0, 1]. */
  readonly views: readonly Float32Array[];
  /** What the device takes to make a finished view of each: `[B / ranks, 22]`, where it makes them. */
  readonly drawn?: readonly Float32Array[];
  /** Milliseconds in which making it held up this thread. */
  readonly held: number;
  /** The labels are of the whole batch. */
  readonly labelled?: { readonly views: readonly Float32Array[]; readonly labels: Int32Array };
}

export interface HostBatches extends AsyncDisposable {
  /** @param step Counted from 0 over the stage. */
  batch(step: number): Promise<HostStep>;
}

/** Batches of the few labelled images: one permutation of them after the other, without a gap. */
function labelledBatches({ images }: Labels, batchSize: number, seed: number): Batches {
  const order = (pass: number) => new Stream(seed, "labelled", pass, 1).permutation(images.length);
  return {
    batchSize,
    stepsPerEpoch: Math.max(1, Math.floor(images.length / batchSize)),
    fill(step, indices, passes) {
      let pass = -1, permutation: ArrayLike<number> = [];
      for (let i = 0; i < batchSize; i++) {
        const at = step * batchSize + i, wanted = Math.floor(at / images.length);
        if (wanted !== pass) [pass, permutation] = [wanted, order(wanted)];
        indices[i] = images[permutation[at % images.length]];
        passes[i] = LABELLED_PASSES + pass;
      }
    },
  };
}

/**
 * Opens what a stage is fed with: its images, their neighbours where a view is made of one, and
 * labelled images where it has declared them. Each depends on the step's number alone.
 */
export function openHostBatches(
  task: Task,
  { stage, firstPass, dataset, neighbours, device, group = ALONE }: {
    stage: TrainStage;
    /** Number of the stage's first permutation. */
    firstPass: number;
    dataset: Dataset;
    neighbours: ComputeResult["neighbours"];
    /** How the device makes each view, where it does. */
    device?: readonly DeviceView[];
    /** The ranks that each have an equal share of every batch. */
    group?: Pick<Group, "rank" | "size">;
  },
): HostBatches {
  const { recipe, normalise, input: [height, width] } = task, { seed, input } = recipe;
  const { batchSize, batching, blocks, views, labelled } = stage;
  const common = { dataset, output: { height, width }, normalise, seed };
  const whole = batchesOf({
    ...{ length: dataset.length, batchSize, batching, blocks },
    seed,
    firstPass,
  });
  const batches = shareOf(whole, group);
  const embedViews = recipe.encoder?.views === "augmented"
    ? dataset.features?.embedViews
    : undefined;
  if (dataset.features && !embedViews) {
    return openFeatureBatches(task, { stage, dataset, neighbours, whole, group });
  }
  const [rows, columns] = recipe.input.size;
  const images = openLoader({
    ...common,
    ...embedViews && { output: { height: rows, width: columns } },
    ...device && { output: { height: dataset.height, width: dataset.width }, normalise: null },
    batches,
    views: views.map(({ from, augment }) => ({
      from,
      augmentation: device ? [] : input.augment[augment],
    })),
    neighbours: neighbours && { k: neighbours.k, ids: neighbours.indices },
  });
  async function own(step: number): Promise<HostStep> {
    const made = { ...await images.batch(step), indices: indicesIn(whole, step) };
    if (embedViews) {
      const views: Float32Array[] = [];
      // One after the other: each may fill the memory that there is.
      for (const view of made.views) views.push(await embedViews(view, [rows, columns]));
      return { ...made, views };
    }
    if (!device) return made;
    const began = performance.now();
    const indices = new Uint32Array(batches.batchSize), passes = new Uint32Array(indices.length);
    batches.fill(step, indices, passes);
    const drawn = device.map(({ draw }, view) => draw(indices, passes, view));
    return { ...made, drawn, held: made.held + performance.now() - began };
  }
  if (!labelled) {
    return {
      batch: own,
      [Symbol.asyncDispose]: () => images[Symbol.asyncDispose](),
    };
  }
  const labels = labelsOf(task);
  const wholeLabelled = labelledBatches(labels, labelled.batchSize, seed);
  const known = openLoader({
    ...common,
    batches: shareOf(wholeLabelled, group),
    views: labelled.views.map((augment) => ({ augmentation: input.augment[augment] })),
  });
  return {
    async batch(step) {
      const [many, few] = await Promise.all([own(step), known.batch(step)]);
      const { views, held } = few, indices = indicesIn(wholeLabelled, step);
      return { ...many, held: many.held + held, labelled: withLabels({ indices, views }, labels) };
    },
    async [Symbol.asyncDispose]() {
      await images[Symbol.asyncDispose]();
      await known[Symbol.asyncDispose]();
    },
  };
}

/** Batches of features: nothing is drawn but which image, and which neighbour of it. */
function openFeatureBatches(
  task: Task,
  { stage: { views, labelled }, dataset, neighbours, whole, group }: {
    stage: TrainStage;
    dataset: Dataset;
    neighbours: ComputeResult["neighbours"];
    whole: Batches;
    group: Pick<Group, "rank" | "size">;
  },
): HostBatches {
  const { seed } = task.recipe, features = dataset.features!;
  async function read(indices: Uint32Array) {
    const rows = new Float32Array(indices.length * features.dimensions);
    await features.read(indices, rows);
    return rows;
  }
  const labels = labelled && labelsOf(task);
  const few = labels && labelledBatches(labels, labelled.batchSize, seed);
  const batches = shareOf(whole, group), ownFew = few && shareOf(few, group);
  return {
    async batch(step) {
      const indices = new Uint32Array(batches.batchSize), passes = new Uint32Array(indices.length);
      batches.fill(step, indices, passes);
      const made = views.map(({ from }, view) => {
        if (from === "self") return read(indices);
        if (!neighbours) throw new TypeError("Cannot make views of neighbours: there are none");
        const table = { k: neighbours.k, ids: neighbours.indices };
        return read(drawNeighbours(table, indices, passes, view, seed, from !== "neighbour"));
      });
      const own = { indices: indicesIn(whole, step), views: await Promise.all(made), held: 0 };
      if (!few || !ownFew) return own;
      const chosen = new Uint32Array(ownFew.batchSize);
      ownFew.fill(step, chosen, new Uint32Array(chosen.length));
      const known = await Promise.all(labelled!.views.map(() => read(chosen)));
      return {
        ...own,
        labelled: withLabels({ indices: indicesIn(few, step), views: known }, labels!),
      };
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function labelsOf({ recipe: { labels } }: Task): Labels {
  if (labels) return labels;
  throw new TypeError("Cannot train with labels: the recipe holds none");
}

/** The images of a batch. */
function indicesIn(batches: Batches, step: number): Int32Array {
  const indices = new Int32Array(batches.batchSize);
  batches.fill(step, indices, new Uint32Array(indices.length));
  return indices;
}

function withLabels(
  { indices, views }: Pick<HostBatch, "indices" | "views">,
  { images, classes }: Labels,
) {
  const classOf = new Map(images.map((image, i) => [image, classes[i]]));
  return { views, labels: Int32Array.from(indices, (index) => classOf.get(index)!) };
}
