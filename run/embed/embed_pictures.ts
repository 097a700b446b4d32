import { dirname } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import type { Dataset, Quarantined } from "../../datasets/dataset.ts";
import type { Observer, TrainRequest } from "../api.ts";
import { makeFolder, writeDurably } from "../folder/files.ts";
import { openCatalog } from "../parts/catalog.ts";
import { leftOut } from "../parts/left_out.ts";
import { onBackend } from "../parts/on_backend.ts";
import { openBackend } from "../parts/open_backend.ts";
import { tellRemarks } from "../parts/tell_remarks.ts";
import { encoderPlace, type RecipeEncoder } from "../recipe/encoder.ts";
import { readRecipe } from "../recipe/recipe.ts";
import { openSplit } from "../recipe/task.ts";
import { anyEncoder } from "../train/choose_encoder.ts";
import { featureFiles, featurePaths } from "./write_features.ts";

export interface EmbedRequest extends Pick<TrainRequest, "target" | "environment" | "overrides"> {
  /** The file of the features. */
  readonly to: string;
  /** Whether a file that is there is replaced. */
  readonly force: boolean;
}

/** What `crlc embed --json` prints. */
export interface Embedded {
  readonly files: readonly string[];
  readonly samples: number;
  readonly dimensions: number;
  readonly encoder: Pick<RecipeEncoder, "name" | "revision" | "digest" | "licence" | "supervision">;
  /** Pictures that cannot be used. */
  readonly quarantined: readonly Quarantined[];
}

/**
 * Writes the features of pictures with the names of their rows. What was computed is kept, so that a
 * call that was stopped goes on.
 *
 * @throws {CrlcError} `FILE_EXISTS`, `ENCODER_MISSING`, what opening pictures throws, and of kind `stopped`.
 */
export async function embedPictures(
  { target, environment, overrides, to, force }: EmbedRequest,
  observer: Observer,
  stop: AbortSignal,
): Promise<Embedded> {
  const paths = featurePaths(to);
  for (const path of paths) await requireFree(path, force);
  const catalog = await openCatalog(environment.plugins);
  const encoder = overrides.encoder ?? await anyEncoder(catalog, environment);
  const recipe = await readRecipe(catalog, target, {
    ...overrides,
    ...{ encoder, strategy: "crlc-features", clusters: 2 },
    encoderFolders: encoderPlace(catalog, environment).folders,
  });
  await using backend = (await openBackend(catalog, environment)).backend;
  const told = stoppable(observer, stop);
  await using dataset = await openSplit(catalog, recipe, environment, told);
  tellRemarks(dataset.remarks, observer);
  const fewer = leftOut(dataset.quarantined, dataset.length);
  if (fewer !== undefined) observer.warn(fewer);
  const { dimensions } = dataset.features!;
  // Before hours of work, which would be kept all the same.
  await makeFolder(dirname(to));
  const data = new Float32Array(dataset.length * dimensions);
  const all = Uint32Array.from({ length: dataset.length }, (_, i) => i);
  await onBackend(backend.name, () => dataset.features!.read(all, data));
  const { name, revision, digest, licence, supervision, about } = recipe.encoder!;
  const made = { encoder: name, about, revision: revision ?? "", sha256: digest };
  const labels = await labelsOf(dataset);
  const names = Array.from(all, (index) => dataset.name(index));
  for (
    const { path, content } of await featureFiles(to, { data, dimensions, names, labels, made })
  ) {
    await writeDurably(path, content);
  }
  return {
    ...{ files: paths, samples: dataset.length, dimensions },
    encoder: { name, revision, digest, licence, supervision },
    quarantined: dataset.quarantined,
  };
}

/** Classes by their names, where the pictures lie in folders of classes. */
async function labelsOf(dataset: Dataset): Promise<string[] | undefined> {
  const labels = await dataset.labels(), { classes } = dataset;
  return labels && Array.from(labels, (label) => classes?.[label] ?? String(label));
}

async function requireFree(path: string, force: boolean): Promise<void> {
  const there = await Deno.stat(path).catch(() => undefined);
  if (there === undefined || force && there.isFile) return;
  if (!there.isFile) {
    throw new CrlcError(
      "usage",
      "FILE_EXISTS",
      `Cannot write "${path}": it must be a file or nothing, and is something else`,
      { hint: "choose another name" },
    );
  }
  throw new CrlcError(
    "usage",
    "FILE_EXISTS",
    `Cannot write "${path}": no file may be there, and one is`,
    { hint: "--force replaces it" },
  );
}

/** An observer that ends what it watches when it is asked to; what was computed is kept. */
function stoppable(observer: Observer, stop: AbortSignal): Observer {
  return {
    ...observer,
    progress(what, done, total) {
      if (stop.aborted) {
        throw new CrlcError("stopped", "STOPPED", "Cannot finish the features: it was stopped", {
          hint: "the same command goes on from here",
        });
      }
      observer.progress(what, done, total);
    },
  };
}
