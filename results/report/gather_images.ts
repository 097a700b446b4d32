import type { Dataset } from "../../datasets/dataset.ts";
import { assign } from "../../search/hungarian.ts";
import { nearestNeighbours } from "../../search/knn.ts";
import { matrix } from "../../search/matrix.ts";
import type { Observer } from "../../run/api.ts";
import { headAgreement } from "../../run/train/assignments.ts";
import { backendMultiply } from "../../run/parts/multiply.ts";
import { editsPath, noEdits } from "../names/edits.ts";
import { readEdits } from "../names/read_edits.ts";
import { movedIntoParts } from "../names/moved_into_parts.ts";
import { runDigest } from "../names/run_digest.ts";
import type { OpenRun } from "../open_run.ts";
import { assignmentsOf, type Predictions } from "../../run/train/predict.ts";
import { describeHead } from "../scores/score_heads.ts";
import { findParts } from "./find_parts.ts";
import { findSecond } from "./find_second.ts";
import { pcaMap } from "./pca_map.ts";
import { readLooked } from "./read_looked.ts";
import type { ReportImages } from "./report_data.ts";
import { umapMap } from "./umap_map.ts";

/** Neighbours of each image on the page. */
const NEIGHBOURS = 12;

/**
 * What a run says of the images that the page draws: clusters, a map, neighbours among them.
 *
 * @param shown Numbers of images, ascending.
 * @param labels The class of every image, where known.
 * @param dataset All images, for their names and where they lie.
 */
export async function gatherImages(
  run: OpenRun,
  predictions: Predictions,
  shown: Uint32Array,
  mapKind: "pca" | "umap",
  labels: { readonly of: Int32Array; readonly classes: number } | undefined,
  dataset: Dataset,
  observer: Observer,
): Promise<Omit<ReportImages, "set">> {
  const { features, featureSize, clusters: k } = predictions;
  const { clusters, confidence } = assignmentsOf(predictions, run.head);
  const of = { clusters: k, head: run.head, run: runDigest(run.manifest) };
  const agreement = headAgreement(predictions, run.head);
  const rows = new Float32Array(shown.length * featureSize);
  shown.forEach((index, i) =>
    rows.set(features.subarray(index * featureSize, (index + 1) * featureSize), i * featureSize)
  );
  const points = matrix(rows, featureSize);
  using multiply = backendMultiply();
  const found = await nearestNeighbours(points, points, NEIGHBOURS, {
    excludeSelf: true,
    multiply,
    onProgress: (done) => observer.progress("searching neighbours", done, shown.length),
  });
  const read = await readEdits(editsPath(run.run), of) ?? noEdits(k, run.head, of.run);
  const edits = await movedIntoParts(read, predictions, run.head, dataset);
  return {
    shown,
    clusters: pick(clusters, shown),
    confidence: pick(confidence, shown),
    agreement: agreement && pick(agreement, shown),
    ...(labels && match(clusters, k, labels.of, labels.classes)),
    map: mapKind === "umap" ? await umapMap(points, found, multiply, observer) : pcaMap(points),
    mapKind,
    neighbours: {
      k: found.k,
      ids: found.indices,
      cosines: Float32Array.from(found.similarities),
    },
    sizes: describeHead(predictions, run.head).sizes,
    edits,
    second: findSecond(predictions, run.head, shown),
    parts: new Map(
      Array.from(
        await findParts(predictions, run.head, edits.split, points),
        ([n, { of, ...rest }]) => [n, { ...rest, of: pick(of, shown) }],
      ),
    ),
    looked: await readLooked(run.run, dataset.remarks?.root),
  };
}

/** The values of some images. */
export function pick<T extends Int32Array | Float32Array | Uint8Array>(
  all: T,
  shown: Uint32Array,
): T {
  const some = all.slice(0, shown.length) as T;
  shown.forEach((index, i) => some[i] = all[index]);
  return some;
}

/** The one-to-one matching of clusters to classes, and how often each pair occurs. */
function match(clusters: Int32Array, k: number, labels: Int32Array, classes: number) {
  const confusion = new Float64Array(classes * k), weights = new Float64Array(k * classes);
  clusters.forEach((cluster, i) => {
    confusion[labels[i] * k + cluster]++;
    weights[cluster * classes + labels[i]]++;
  });
  return { confusion, classOf: assign(weights, k, classes) };
}
