import * as v from "valibot";
import type { Dataset } from "../datasets/dataset.ts";
import { score } from "../metrics/score.ts";
import { kMeans, nearestCentres } from "../search/kmeans.ts";
import { type Matrix, matrix, type Multiply } from "../search/matrix.ts";
import type { Observer, Yardstick } from "./api.ts";
import { readIfThere, writeDurably } from "./files.ts";

/** Images k-means is fitted on, at most, evenly spread over the split. */
const FITTED_ON = 5_000;
const STARTS = 10;

const stored = v.record(
  v.string(),
  v.object({
    name: v.string(),
    fittedOn: v.number(),
    acc: v.number(),
    nmi: v.number(),
    ari: v.number(),
  }),
);

/**
 * What k-means reaches on some description of the images: the yardstick of every clustering.
 * Fitted on at most 5,000 images with 10 starts from a fixed seed; all images are scored. Kept in
 * a file, since fitting takes longer than everything else an evaluation does.
 *
 * @param path The run's `yardstick.json`.
 * @param key What the result depends on.
 * @param describe Gives one row an image `[samples, d]`; called only where nothing is kept.
 */
export async function measureYardstick(
  { path, key, name, truth, clusters, describe, multiply, observer }: {
    path: string;
    key: string;
    name: string;
    truth: Int32Array;
    clusters: number;
    describe: () => Promise<Matrix> | Matrix;
    multiply: Multiply;
    observer: Observer;
  },
): Promise<Yardstick> {
  const kept = await readKept(path);
  if (kept[key]) return kept[key];
  const all = await describe();
  const fittedOn = Math.min(all.rows, FITTED_ON);
  const { centres } = await kMeans(sample(all, fittedOn), Math.min(clusters, fittedOn), {
    starts: STARTS,
    multiply,
    onProgress: (done) => observer.progress(name, done, STARTS),
  });
  const yardstick = {
    name,
    fittedOn,
    ...scored(truth, await nearestCentres(all, centres, multiply)),
  };
  await writeDurably(path, `${JSON.stringify({ ...kept, [key]: yardstick }, null, 2)}\n`);
  return yardstick;
}

function scored(truth: Int32Array, clusters: Int32Array) {
  const { acc, nmi, ari } = score(truth, clusters);
  return { acc, nmi, ari };
}

async function readKept(path: string): Promise<Record<string, Yardstick>> {
  try {
    const parsed = v.safeParse(stored, JSON.parse(await readIfThere(path) ?? "{}"));
    return parsed.success ? parsed.output : {};
  } catch {
    // A damaged cache is worth nothing and costs nothing: it is made again.
    return {};
  }
}

function sample({ data, rows, columns }: Matrix, count: number): Matrix {
  const chosen = new Float32Array(count * columns);
  for (let i = 0; i < count; i++) {
    const row = Math.floor(i * rows / count);
    chosen.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  }
  return matrix(chosen, columns);
}

/** Every image as one row of values from 0 to 1. */
export async function pixelRows(dataset: Dataset): Promise<Matrix> {
  const size = dataset.height * dataset.width * dataset.channels;
  const rows = new Float32Array(dataset.length * size);
  const block = 1000, bytes = new Uint8Array(block * size);
  for (let start = 0; start < dataset.length; start += block) {
    const count = Math.min(block, dataset.length - start);
    const indices = Uint32Array.from({ length: count }, (_, i) => start + i);
    const part = bytes.subarray(0, count * size);
    await dataset.read(indices, part);
    for (let i = 0; i < part.length; i++) rows[start * size + i] = part[i] / 255;
  }
  return matrix(rows, size);
}
