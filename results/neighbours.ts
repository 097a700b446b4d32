import { squareFormOf } from "../datasets/images/square_form.ts";
import { CrlcError } from "../core/errors.ts";
import type { Dataset } from "../datasets/dataset.ts";
import { type Matrix, matrix } from "../search/matrix.ts";
import { nearestNeighbours, type Neighbours } from "../search/knn.ts";
import { neighbourAccuracy } from "../search/neighbour_vote.ts";
import type { Observer } from "../run/api.ts";
import type { ImageNeighbours, NeighboursRequest, NeighboursResult } from "./api.ts";
import { warnOfFew } from "./few_images.ts";
import { embed } from "./embed.ts";
import { fileSystem } from "../run/folder/file_system.ts";
import { writeDurably } from "../run/folder/files.ts";
import { editsPath } from "./names/edits.ts";
import { groupImages } from "./names/group_images.ts";
import { backendMultiply } from "../run/parts/multiply.ts";
import { type OpenRun, openRun } from "./open_run.ts";
import {
  assignmentsOf,
  createPredictor,
  predictAll,
  type Predictions,
} from "../run/train/predict.ts";
import { requirePictures } from "./require_pictures.ts";
import { imageNamed } from "./image_named.ts";
import { neighbourAgreement } from "./neighbour_agreement.ts";
import { readImage } from "./read_image.ts";
import { pathsOf } from "../run/folder/run_folder.ts";
import { encodeSigned } from "../run/folder/signed_tensors.ts";
import { contactSheetOf } from "./contact_sheet.ts";

/**
 * The nearest neighbours of images by cosine of the features a run has learned: of the whole
 * split into a file, or of given images.
 *
 * @throws {CrlcError} `NO_SUCH_IMAGE` for a query that is neither an index or a name of the split nor
 *   a file.
 */
export async function findNeighbours(
  request: NeighboursRequest,
  observer: Observer,
): Promise<NeighboursResult> {
  await using run = await openRun(request.run, request.environment, observer);
  await using dataset = await run.openSplit(request.split);
  const queries = await Promise.all(request.queries.map((text) => parseQuery(text, dataset)));
  const trained = [undefined, run.manifest.recipe.dataset.split].includes(request.split);
  const predictions = trained ? await embed(run, dataset, observer) : await predictAll(
    run.task,
    run.state,
    dataset,
    (done, total) => observer.progress("computing features", done, total),
  );
  const database = matrix(predictions.features, predictions.featureSize);
  const clusters = predictions.probabilities && assignmentsOf(predictions, run.head).clusters;
  if (queries.length === 0) {
    return await searchAll(run, dataset, database, clusters, request, observer);
  }
  const groupOf = trained ? await groupsIfNamed(run, predictions, dataset, observer) : undefined;
  const neighbors: ImageNeighbours[] = [];
  using multiply = backendMultiply();
  for (const query of queries) {
    let found: ImageNeighbours, picture: Uint8Array | undefined;
    if (typeof query === "number") {
      const alone = await ofIndex(query, dataset, database, request.k, multiply);
      found = withClusters(alone, clusters?.[query], clusters);
    } else {
      requirePictures(run.manifest, `look for neighbors of "${query}"`);
      picture = await readImage(query, dataset, squareFormOf(run.manifest.recipe.dataset.options));
      const [alone, cluster] = await ofFile(
        ...[query, picture, run, dataset, database, request.k, multiply, observer] as const,
      );
      found = withClusters(alone, cluster, clusters);
    }
    neighbors.push(groupOf ? withGroups(found, groupOf) : found);
    await request.show?.(await pictured(found, picture, dataset));
  }
  return { schemaVersion: 1, k: request.k, neighbors };
}

function withClusters(
  found: ImageNeighbours,
  cluster: number | undefined,
  all: Int32Array | undefined,
): ImageNeighbours {
  if (cluster === undefined || !all) return found;
  const clusters = found.ids.map((id) => all[id]);
  const agreeing = clusters.filter((one) => one === cluster).length;
  return { ...found, cluster, clusters, agreement: agreeing / clusters.length };
}

/** What a person calls the group of an image, where there is a `names.json`. */
async function groupsIfNamed(
  run: OpenRun,
  predictions: Predictions,
  dataset: Dataset,
  observer: Observer,
): Promise<((index: number) => string) | undefined> {
  if (!predictions.probabilities || !await fileSystem().exists(editsPath(run.run))) {
    return undefined;
  }
  const { groups, of } = await groupImages(run, predictions, dataset, observer);
  return (index) => groups[of[index]].name;
}

function withGroups(found: ImageNeighbours, groupOf: (index: number) => string): ImageNeighbours {
  const group = found.index < 0 ? {} : { group: groupOf(found.index) };
  return { ...found, ...group, groups: found.ids.map(groupOf) };
}

/** The index of an image of the split, by its number or name, or else the path of a file. */
async function parseQuery(text: string, dataset: Dataset): Promise<number | string> {
  const { length } = dataset;
  if (!/^\d+$/.test(text)) {
    if (await fileSystem().exists(text)) return text;
    return imageNamed(text, dataset) ?? text;
  }
  const index = Number(text);
  if (index < length) return index;
  throw new CrlcError(
    "data",
    "NO_SUCH_IMAGE",
    `Cannot find image ${text}: indices are from 0 to ${length - 1}`,
    { hint: "a file whose name is a number is meant by ./NAME" },
  );
}

/** Most neighbours in a row that is shown. */
const SHOWN = 10;

/** A query and its nearest neighbours side by side; the query from the set if it is no picture. */
async function pictured(
  { index, ids }: ImageNeighbours,
  picture: Uint8Array | undefined,
  dataset: Dataset,
) {
  const size = dataset.height * dataset.width * dataset.channels;
  const images = async (indices: readonly number[]) => {
    const pixels = new Uint8Array(indices.length * size);
    await dataset.read(Uint32Array.from(indices), pixels);
    return indices.map((_, i) => pixels.subarray(i * size, (i + 1) * size));
  };
  const first = picture ? [picture] : await images([index]);
  return contactSheetOf([...first, ...await images(ids.slice(0, SHOWN))], dataset);
}

/** Search of the whole split, kept in the run folder. */
async function searchAll(
  run: OpenRun,
  dataset: Dataset,
  database: Matrix,
  clusters: Int32Array | undefined,
  { k }: NeighboursRequest,
  observer: Observer,
): Promise<NeighboursResult> {
  using multiply = backendMultiply();
  const found = await nearestNeighbours(database, database, k, {
    excludeSelf: true,
    multiply,
    onProgress: (done) => observer.progress("searching neighbours", done, database.rows),
  });
  const file = pathsOf(run.run).neighbours;
  const shape = [found.queries, found.k];
  const similarities = Float32Array.from(found.similarities);
  await writeDurably(
    file,
    encodeSigned({
      tensors: {
        ids: { dtype: "I32", shape, data: found.indices },
        similarities: { dtype: "F32", shape, data: similarities },
      },
      metadata: { format: "crlc-neighbors-1", step: String(run.state.step), data: dataset.digest },
    }),
  );
  const labels = await dataset.labels();
  return {
    schemaVersion: 1,
    k: found.k,
    count: found.queries,
    file,
    accuracy: labels ? neighbourAccuracy(found, labels) : undefined,
    agreement: clusters && neighbourAgreement(found, clusters, clusters),
  };
}

type BackendMultiply = ReturnType<typeof backendMultiply>;

async function ofIndex(
  index: number,
  dataset: Dataset,
  database: Matrix,
  k: number,
  multiply: BackendMultiply,
): Promise<ImageNeighbours> {
  const { columns } = database;
  const own = database.data.slice(index * columns, (index + 1) * columns);
  // One more than asked for, since the image finds itself.
  const found = await nearestNeighbours(matrix(own, columns), database, k + 1, { multiply });
  return listed(index, dataset.name(index), found, dataset, k, index);
}

async function ofFile(
  path: string,
  pixels: Uint8Array,
  run: OpenRun,
  dataset: Dataset,
  database: Matrix,
  k: number,
  multiply: BackendMultiply,
  observer: Observer,
): Promise<[ImageNeighbours, cluster: number | undefined]> {
  const { height, width } = dataset;
  const source = { height, width, embed: dataset.features?.embed };
  const predict = createPredictor(run.task, run.state, source);
  const { shape: [heads, , clusters], ...predicted } = await predict(pixels, Uint32Array.of(0));
  const { features, featureSize, batchStatistics, probabilities } = predicted;
  if (batchStatistics) warnOfFew(1, run.manifest.recipe.strategy, observer);
  const found = await nearestNeighbours(matrix(features, featureSize), database, k, { multiply });
  const one = { ...predicted, samples: 1, heads, clusters };
  const cluster = probabilities && assignmentsOf(one, run.head).clusters[0];
  return [listed(-1, path, found, dataset, k), cluster];
}

function listed(
  index: number,
  path: string,
  found: Neighbours,
  dataset: Dataset,
  k: number,
  leftOut = -1,
): ImageNeighbours {
  const places = [...found.indices.keys()].filter((p) => found.indices[p] !== leftOut).slice(0, k);
  const ids = places.map((environment) => found.indices[environment]);
  return {
    index,
    path,
    ids,
    names: ids.map((id) => dataset.name(id)),
    similarities: places.map((environment) => found.similarities[environment]),
  };
}
