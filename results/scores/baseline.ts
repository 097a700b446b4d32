import { createHash } from "node:crypto";
import * as v from "valibot";
import { messageOf } from "../../core/errors.ts";
import { score } from "../../metrics/score.ts";
import { paddedBatches } from "../../pipeline/padded_batches.ts";
import { kMeans, nearestCentroids } from "../../search/kmeans.ts";
import type { Matrix, Multiply } from "../../search/matrix.ts";
import type { Observer } from "../../run/api.ts";
import type { Baseline } from "../api.ts";
import { readIfThere, writeDurably } from "../../run/folder/files.ts";
import type { Rows } from "./rows.ts";

/** Images k-means is fitted on, at most, evenly spread over the split. */
const FITTED_ON = 5_000;
const STARTS = 10;
/** Rows that are read at once. */
const BLOCK = 1_000;

const stored = v.record(
  v.string(),
  v.object({
    name: v.string(),
    fittedOn: v.number(),
    acc: v.number(),
    nmi: v.number(),
    ari: v.number(),
    sha256: v.string(),
  }),
);

type Stored = v.InferOutput<typeof stored>;

/**
 * What k-means reaches on some description of the images: the baseline of every clustering.
 * Fitted on at most 5,000 images with 10 starts from a fixed seed; all images are scored. Kept in
 * a file, since fitting takes longer than everything else an evaluation does.
 *
 * @param path The run's `yardstick.json`.
 * @param key What the result depends on.
 * @param rows Describe the images; read in blocks, and only where nothing is kept.
 */
export async function measureBaseline(
  { path, key, name, labels, clusters, rows, multiply, observer }: {
    path: string;
    key: string;
    name: string;
    labels: Int32Array;
    clusters: number;
    rows: Rows;
    multiply: Multiply;
    observer: Observer;
  },
): Promise<Baseline> {
  const kept = await readKept(path);
  if (kept?.[key]) {
    const { sha256: _sha256, ...baseline } = kept[key];
    return baseline;
  }
  const { length } = rows;
  const fittedOn = Math.min(length, FITTED_ON);
  const sample = Uint32Array.from(
    { length: fittedOn },
    (_, i) => Math.floor(i * length / fittedOn),
  );
  const { centroids } = await kMeans(await rows.read(sample), Math.min(clusters, fittedOn), {
    starts: STARTS,
    multiply,
    onProgress: (done) => observer.progress(name, done, STARTS),
  });
  const baseline = {
    name,
    fittedOn,
    ...scored(labels, await clustersOf(rows, centroids, multiply)),
  };
  const all: Stored = { ...kept, [key]: { ...baseline, sha256: digestOf(key, baseline) } };
  try {
    await writeDurably(path, `${JSON.stringify(all, null, 2)}\n`);
  } catch (error) {
    // A run that may only be read can be scored all the same.
    observer.warn(`The baseline is not kept for the next time: ${messageOf(error)}`);
  }
  return baseline;
}

/** The nearest centre of every row. */
async function clustersOf(rows: Rows, centroids: Matrix, multiply: Multiply): Promise<Int32Array> {
  const clusters = new Int32Array(rows.length);
  for (const { indices, count } of paddedBatches(rows.length, Math.min(BLOCK, rows.length))) {
    const block = await rows.read(indices.subarray(0, count));
    clusters.set(await nearestCentroids(block, centroids, multiply), indices[0]);
  }
  return clusters;
}

function scored(labels: Int32Array, clusters: Int32Array) {
  const { acc, nmi, ari } = score(labels, clusters);
  return { acc, nmi, ari };
}

/** Whether every baseline of a file is as it was written. */
export async function isWholeBaseline(path: string): Promise<boolean> {
  return await readKept(path) !== undefined;
}

/** SHA-256 of a baseline and of what it depends on. */
function digestOf(key: string, { name, fittedOn, acc, nmi, ari }: Baseline): string {
  const text = JSON.stringify([key, name, fittedOn, acc, nmi, ari]);
  return createHash("sha256").update(text).digest("hex");
}

/** What is kept; nothing where it is damaged: then it is measured again. */
async function readKept(path: string): Promise<Stored | undefined> {
  try {
    const parsed = v.safeParse(stored, JSON.parse(await readIfThere(path) ?? "{}"));
    if (!parsed.success) return undefined;
    const entries = Object.entries(parsed.output);
    return entries.every(([key, kept]) => kept.sha256 === digestOf(key, kept))
      ? parsed.output
      : undefined;
  } catch {
    return undefined;
  }
}
