import { createHash } from "node:crypto";
import * as v from "valibot";
import { messageOf } from "../../core/errors.ts";
import { score } from "../../metrics/score.ts";
import { paddedBatches } from "../../pipeline/padded_batches.ts";
import { kMeans, nearestCentres } from "../../search/kmeans.ts";
import type { Matrix, Multiply } from "../../search/matrix.ts";
import type { Observer } from "../../run/api.ts";
import type { Yardstick } from "../api.ts";
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
 * What k-means reaches on some description of the images: the yardstick of every clustering.
 * Fitted on at most 5,000 images with 10 starts from a fixed seed; all images are scored. Kept in
 * a file, since fitting takes longer than everything else an evaluation does.
 *
 * @param path The run's `yardstick.json`.
 * @param key What the result depends on.
 * @param rows Describe the images; read in blocks, and only where nothing is kept.
 */
export async function measureYardstick(
  { path, key, name, truth, clusters, rows, multiply, observer }: {
    path: string;
    key: string;
    name: string;
    truth: Int32Array;
    clusters: number;
    rows: Rows;
    multiply: Multiply;
    observer: Observer;
  },
): Promise<Yardstick> {
  const kept = await readKept(path);
  if (kept?.[key]) {
    const { sha256: _sha256, ...yardstick } = kept[key];
    return yardstick;
  }
  const { length } = rows;
  const fittedOn = Math.min(length, FITTED_ON);
  const sample = Uint32Array.from(
    { length: fittedOn },
    (_, i) => Math.floor(i * length / fittedOn),
  );
  const { centres } = await kMeans(await rows.read(sample), Math.min(clusters, fittedOn), {
    starts: STARTS,
    multiply,
    onProgress: (done) => observer.progress(name, done, STARTS),
  });
  const yardstick = {
    name,
    fittedOn,
    ...scored(truth, await clustersOf(rows, centres, multiply)),
  };
  const all: Stored = { ...kept, [key]: { ...yardstick, sha256: digestOf(key, yardstick) } };
  try {
    await writeDurably(path, `${JSON.stringify(all, null, 2)}\n`);
  } catch (error) {
    // A run that may only be read can be scored all the same.
    observer.warn(`The yardstick is not kept for the next time: ${messageOf(error)}`);
  }
  return yardstick;
}

/** The nearest centre of every row. */
async function clustersOf(rows: Rows, centres: Matrix, multiply: Multiply): Promise<Int32Array> {
  const clusters = new Int32Array(rows.length);
  for (const { indices, count } of paddedBatches(rows.length, Math.min(BLOCK, rows.length))) {
    const block = await rows.read(indices.subarray(0, count));
    clusters.set(await nearestCentres(block, centres, multiply), indices[0]);
  }
  return clusters;
}

function scored(truth: Int32Array, clusters: Int32Array) {
  const { acc, nmi, ari } = score(truth, clusters);
  return { acc, nmi, ari };
}

/** Whether every yardstick of a file is as it was written. */
export async function isWholeYardstick(path: string): Promise<boolean> {
  return await readKept(path) !== undefined;
}

/** SHA-256 of a yardstick and of what it depends on. */
function digestOf(key: string, { name, fittedOn, acc, nmi, ari }: Yardstick): string {
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
