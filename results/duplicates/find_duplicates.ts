import { join, resolve } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { quoteName } from "../../core/quote_name.ts";
import type { Quarantined } from "../../datasets/dataset.ts";
import { listImages } from "../../datasets/folder/walk.ts";
import type { Observer } from "../../run/api.ts";
import { fileSystem } from "../../run/folder/file_system.ts";
import { openManifest, pathsOf, requireNamedPlugins } from "../../run/folder/run_folder.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import type { Environment } from "../../run/parts/environment.ts";
import { openSplit } from "../../run/recipe/task.ts";
import { readLooked } from "../report/read_looked.ts";
import { groupCopies, type How } from "./group_copies.ts";
import { lookAtFiles, lookAtImages } from "./look_at.ts";
import type { LookedAt } from "./looked_at.ts";

/** One of several copies. */
export interface Copy {
  /** Its path; the name of an image that has no file. */
  readonly path: string;
  /** "exact": the same bytes; "near": the same to the eye; "features": the same by the run's features. */
  readonly how: How;
  readonly width: number;
  readonly height: number;
  /** Bytes of the file; 0 where it has none. */
  readonly bytes: number;
}

/** What `crlc duplicates --json` prints. */
export interface Duplicates {
  readonly schemaVersion: 1;
  /** The run or folder. */
  readonly target: string;
  /** Pictures that were compared. */
  readonly images: number;
  /** Copies of one picture, the best first; `best` is its path: of the most pixels, then the most bytes, then the shortest name. */
  readonly groups: readonly { readonly best: string; readonly copies: readonly Copy[] }[];
  /** Files that cannot be read as pictures. */
  readonly quarantined: readonly Quarantined[];
}

/** What is looked for copies in. */
interface Pictures {
  readonly pictures: readonly LookedAt[];
  readonly quarantined: readonly Quarantined[];
  /** Groups of pictures that are known already. */
  readonly known: readonly (readonly number[])[];
}

/**
 * Finds copies among the pictures of a folder or a run. Nothing is written, and nothing is deleted.
 *
 * @throws {CrlcError} `NO_SUCH_IMAGE` where nothing is there, `NO_IMAGES` where no picture is; what
 *   opening a run throws.
 */
export async function findDuplicates(
  target: string,
  environment: Environment,
  observer: Observer,
): Promise<Duplicates> {
  const isRun = await fileSystem().exists(pathsOf(target).manifest);
  const { pictures, quarantined, known } = isRun
    ? await ofRun(target, environment, observer)
    : await ofFolder(target, observer);
  const groups = groupCopies(pictures, known).map(({ members, how }) => ({
    best: pictures[members[0]].path,
    copies: members.map((member, i) => {
      const { path, width, height, bytes } = pictures[member];
      return { path, how: how[i], width, height, bytes };
    }),
  }));
  return { schemaVersion: 1, target, images: pictures.length, groups, quarantined };
}

async function ofFolder(folder: string, observer: Observer): Promise<Pictures> {
  const there = await Deno.stat(folder).catch(() => undefined);
  if (!there?.isDirectory) {
    throw new CrlcError(
      "data",
      "NO_SUCH_IMAGE",
      `Cannot look for copies in ${
        quoteName(folder)
      }: it must be a run or a folder of pictures, and is none`,
      { hint: "check the path; an archive has to be unpacked" },
    );
  }
  const { images, quarantined } = await listImages(join(folder, "/"));
  if (images.length === 0) {
    throw new CrlcError(
      "data",
      "NO_IMAGES",
      `Cannot look for copies in ${quoteName(folder)}: it must hold pictures, and holds none`,
    );
  }
  const looked = await lookAtFiles(folder, images, telling(observer, images.length));
  const unreachable = quarantined.map((file) => ({ ...file, path: join(folder, file.path) }));
  return { ...looked, quarantined: [...unreachable, ...looked.quarantined], known: [] };
}

async function ofRun(
  run: string,
  environment: Environment,
  observer: Observer,
): Promise<Pictures> {
  const manifest = await openManifest(run);
  requireNamedPlugins(run, manifest, environment.plugins);
  const catalog = await openCatalog(environment.plugins);
  const recipe = { ...manifest.recipe, encoder: undefined };
  await using dataset = await openSplit(catalog, recipe, environment, observer);
  const names = Array.from({ length: dataset.length }, (_, i) => dataset.name(i));
  const root = dataset.remarks?.root;
  const { pictures, quarantined } = root === undefined
    ? { pictures: await lookAtImages(dataset), quarantined: [] }
    : await lookAtFiles(root, names, telling(observer, names.length));
  const places = new Map(pictures.map(({ path }, i) => [path, i]));
  const placeOf = (name: string) => places.get(root === undefined ? name : join(root, name));
  const { doubles = [] } = await readLooked(resolve(run), root);
  const known = doubles.filter(({ byFeatures }) => byFeatures)
    .map(({ images }) => images.map(placeOf).filter((place) => place !== undefined))
    .filter((group) => group.length > 1);
  return { pictures, quarantined, known };
}

const telling = (observer: Observer, total: number) => (done: number) =>
  observer.progress("comparing pictures", done, total);
