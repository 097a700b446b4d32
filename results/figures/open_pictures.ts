import { Buffer } from "node:buffer";
import { matchClusters } from "../../metrics/acc.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import { assignmentsOf, predictAll, type Predictions } from "../../run/train/predict.ts";
import { embed } from "../embed.ts";
import { encodePng } from "../export/png.ts";
import { nothingClustered } from "../nothing_clustered.ts";
import { openRun } from "../open_run.ts";
import type { FigureInput } from "./figure.ts";

/** A run with what it says of its images, and their classes where they are known. */
export interface OpenPictures extends AsyncDisposable {
  readonly dataset: Dataset;
  /** Data set and split, in words. */
  readonly name: string;
  readonly predictions: Predictions;
  readonly clusters: Int32Array;
  readonly confidence: Float32Array;
  readonly labels?: Int32Array;
  /** The class that a cluster is matched to. */
  classOf(cluster: number): number | undefined;
  /** What a class is called. */
  className(label: number | undefined): string;
  /** An image as a data address, for Vega's mark "image". */
  picture(index: number): Promise<string>;
}

/**
 * Opens the first of the runs, or another, and the images that a figure shows.
 *
 * @throws {CrlcError} `NOTHING_CLUSTERED`; what opening a run throws.
 */
export async function openPictures(
  { runs, environment, observer, options }: FigureInput,
  at = 0,
): Promise<OpenPictures> {
  await using opened = new AsyncDisposableStack();
  const run = opened.use(await openRun(runs[at].run, environment, observer));
  const { recipe } = run.manifest, trained = recipe.dataset.split;
  const split = options.split ?? trained;
  const dataset = opened.use(await run.openSplit(split));
  const predictions = split === trained
    ? await embed(run, dataset, observer, false)
    : await predictAll(
      run.task,
      run.state,
      dataset,
      (done, total) => observer.progress(`predicting ${split}`, done, total),
    );
  if (!predictions.probabilities) {
    throw nothingClustered(`draw the images of "${runs[at].run}": its strategy`, recipe.strategy);
  }
  const { clusters, confidence } = assignmentsOf(predictions, run.head);
  const labels = await dataset.labels();
  // After training with labels, cluster c is class c.
  const matched = labels && recipe.labels === undefined
    ? matchClusters(labels, clusters).classOf
    : undefined;
  const close = opened.move();
  return {
    ...{
      dataset,
      name: `${recipe.dataset.name} (${split})`,
      predictions,
      clusters,
      confidence,
      labels,
    },
    classOf: (cluster) => matched ? matched.get(cluster) : labels && cluster,
    className: (label) => label === undefined ? "none" : dataset.classes?.[label] ?? String(label),
    picture: (index) => pictureOf(dataset, index),
    [Symbol.asyncDispose]: () => close.disposeAsync(),
  };
}

/** An image of a set as the address of a PNG. */
export async function pictureOf(dataset: Dataset, index: number): Promise<string> {
  const { height, width, channels } = dataset;
  const pixels = new Uint8Array(height * width * channels);
  await dataset.read(Uint32Array.of(index), pixels);
  const png = await encodePng(pixels, dataset);
  return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
}
