import { isAbsolute, join, relative, resolve, sep as SEPARATOR } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { Observer } from "../../run/api.ts";
import type { Environment } from "../../run/parts/environment.ts";
import { assignmentTable } from "../../run/train/assignments.ts";
import { embed } from "../embed.ts";
import { fileSystem } from "../../run/folder/file_system.ts";
import {
  makeFolder,
  readIfThere,
  writeDurably,
  writeFailure,
  writeNew,
} from "../../run/folder/files.ts";
import { fiftyOne } from "./fiftyone.ts";
import { encodePng } from "./png.ts";
import { projector } from "./projector.ts";
import { safeName } from "./safe_name.ts";
import { editsPath } from "../names/edits.ts";
import { groupImages } from "../names/group_images.ts";
import { nothingClustered } from "../nothing_clustered.ts";
import { type OpenRun, openRun } from "../open_run.ts";
import { assignmentsOf } from "../../run/train/predict.ts";
import { encodeSafetensors } from "../../run/folder/safetensors.ts";

export interface ExportRequest {
  readonly run: string;
  readonly environment: Environment;
  /** A folder that is empty or not there. */
  readonly to: string;
  /** "link": symbolic links to files; "copy": copies; "none": no folders of images. */
  readonly images: "link" | "copy" | "none";
}

/** What `crlc export --json` prints. */
export interface Exported {
  readonly schemaVersion: 1;
  readonly run: string;
  readonly to: string;
  readonly samples: number;
  /** Those merged by names count as one, and empty ones too. */
  readonly clusters: number;
  /** How images were put into cluster folders; "drawn": as PNG files, where there were no files. */
  readonly images: "link" | "copy" | "none" | "drawn";
  readonly files: readonly string[];
}

/**
 * Writes what a run has found for other programs. No file of the user is moved, changed or
 * overwritten.
 *
 * @throws {CrlcError} `NOT_EMPTY` if the folder holds anything; `AMONG_IMAGES` if it lies in the
 * folder of the images; `NOTHING_CLUSTERED`.
 */
export async function exportRun(request: ExportRequest, observer: Observer): Promise<Exported> {
  const { to } = request;
  await requireEmpty(to);
  await using run = await openRun(request.run, request.environment, observer);
  requireElsewhere(to, imagesFolder(run));
  await using dataset = await run.openSplit();
  const predictions = await embed(run, dataset, observer);
  const { samples, features, featureSize, probabilities, heads, clusters } = predictions;
  if (!probabilities) {
    throw nothingClustered("export clusters: the run's strategy", run.manifest.recipe.strategy);
  }
  const assigned = assignmentsOf(predictions, run.head);
  const name = (index: number) => dataset.name(index);
  const named = await readIfThere(editsPath(run.run)) !== undefined;
  const grouping = named ? await groupImages(run, predictions, dataset, observer) : undefined;
  await makeFolder(to);
  const files: string[] = [];
  const write = async (path: string, content: Uint8Array | string) => {
    await writeDurably(join(to, path), content);
    files.push(path);
  };
  const groupOf = grouping && ((index: number) => grouping.groups[grouping.of[index]].name);
  const isMoved = grouping && grouping.moved.size > 0
    ? (index: number) => grouping.moved.has(index)
    : undefined;
  await write("assignments.csv", assignmentTable(predictions, run.head, name, groupOf, isMoved));
  if (grouping) await write("names.json", `${JSON.stringify(grouping.edits, null, 2)}\n`);
  await write(
    "features.safetensors",
    encodeSafetensors({
      tensors: {
        features: { dtype: "F32", shape: [samples, featureSize], data: features },
        probabilities: { dtype: "F32", shape: [heads, samples, clusters], data: probabilities },
        clusters: { dtype: "I32", shape: [samples], data: assigned.clusters },
      },
      metadata: { format: "crlc-export-1", head: String(run.head), data: dataset.digest },
    }),
  );
  const labels = await dataset.labels();
  await makeFolder(join(to, "projector"));
  for (
    const [file, content] of await projector({ dataset, predictions, assigned, labels, groupOf })
  ) {
    await write(`projector/${file}`, content);
  }
  const folders = grouping
    ? grouping.groups.map(({ name, named, keys }) => named ? name : keys.join("+"))
    : Array.from({ length: clusters }, (_, c) => String(c));
  const of = grouping?.of ?? assigned.clusters;
  const { images, paths } = await writeClusters(request, run, dataset, { of, folders }, observer);
  if (paths) {
    await makeFolder(join(to, "fiftyone", "data"));
    const classes = grouping?.groups.map(({ name }) => name) ??
      folders.map((cluster) => `cluster ${cluster}`);
    const { confidence } = assigned;
    await write("fiftyone/labels.json", fiftyOne({ paths, of, confidence, classes }));
  }
  const { length } = folders;
  return { schemaVersion: 1, run: request.run, to, samples, clusters: length, images, files };
}

/** Where the files of the images lie, if they are a person's own. */
function imagesFolder({ manifest: { recipe: { dataset } }, datasetOptions }: OpenRun) {
  return dataset.name === "folder" ? resolve(datasetOptions.path as string) : undefined;
}

/** Makes sure that what is written does not become part of what was trained on. */
function requireElsewhere(to: string, images: string | undefined): void {
  const way = images === undefined ? ".." : relative(images, resolve(to));
  if (way === ".." || way.startsWith(`..${SEPARATOR}`) || isAbsolute(way)) return;
  throw new CrlcError(
    "usage",
    "AMONG_IMAGES",
    `Cannot export into "${to}": it must not lie in the folder of the images, and that is "${images}"`,
    { hint: "choose another folder with --to: what lies among the images is read as images" },
  );
}

async function requireEmpty(to: string): Promise<void> {
  const [first] = await fileSystem().list(to).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return [];
    throw writeFailure(to, error);
  });
  if (first === undefined) return;
  throw new CrlcError(
    "usage",
    "NOT_EMPTY",
    `Cannot export into "${to}": the folder must be empty or new, and holds "${first.name}"`,
    { hint: "choose another folder with --to, or empty it: an export that broke off begins anew" },
  );
}

/** A folder a cluster; gives the absolute path of each image, where it has one. */
async function writeClusters(
  { to, images }: ExportRequest,
  run: OpenRun,
  dataset: Dataset,
  { of, folders }: { of: Int32Array; folders: readonly string[] },
  observer: Observer,
): Promise<{ images: Exported["images"]; paths?: string[] }> {
  const root = imagesFolder(run) && (dataset.remarks?.root ?? imagesFolder(run));
  const original = (index: number) => join(root!, dataset.name(index));
  if (images === "none") {
    return {
      images,
      paths: root === undefined ? undefined : [...of.keys()].map(original),
    };
  }
  const digits = String(Math.max(0, folders.length - 1)).length;
  const folderOf = (at: number) => {
    const number = String(at).padStart(digits, "0");
    // A name that is not a number stands behind it: two groups may have the same.
    const plain = folders[at] === String(at);
    return join(
      resolve(to),
      "clusters",
      plain ? number : safeName(folders[at], at, undefined, digits),
    );
  };
  for (const at of new Set(of)) await makeFolder(folderOf(at));
  const { height, width, channels } = dataset;
  const pixels = new Uint8Array(height * width * channels);
  const paths: string[] = [];
  for (const [index, at] of of.entries()) {
    const name = safeName(dataset.name(index), index, root === undefined ? ".png" : undefined);
    const path = join(folderOf(at), name);
    try {
      if (root === undefined) {
        await dataset.read(Uint32Array.of(index), pixels);
        await writeNew(path, await encodePng(pixels, { height, width, channels }));
      } else if (images === "link") await fileSystem().link(original(index), path);
      else await fileSystem().copy(original(index), path);
    } catch (cause) {
      throw writeFailure(path, cause);
    }
    paths.push(root === undefined ? path : original(index));
    if (index % 100 === 99) observer.progress("writing cluster folders", index + 1, dataset.length);
  }
  return { images: root === undefined ? "drawn" : images, paths };
}
