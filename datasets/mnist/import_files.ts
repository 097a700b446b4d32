import { basename, join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { sourceOf } from "../archive/source.ts";
import { type CheckedArchive, importIntoFolder } from "../archive/import_into_folder.ts";
import type { Archive, ImportOptions } from "../dataset.ts";
import { isFile } from "../archive/find_files.ts";
import { FILES, NAMES, officialName } from "./files.ts";

/** Folder of the files within the data set's own. */
export const FOLDER = "idx";

/** No official file has as many. */
const MOST_BYTES = 100_000_000;

/**
 * Takes files of a data set in MNIST's form: some of the four, or the folder they lie in. What is
 * there already stays, so that they may come one split at a time.
 *
 * @param check Checks the folder as it will be, and says what it holds.
 * @throws {CrlcError} `UNKNOWN_FILE` for another name, `ARCHIVE_INCOMPLETE` for images without
 * labels or labels without images, `ARCHIVE_NOT_FOUND`, `ARCHIVE_UNVERIFIED`.
 */
export async function importFiles(
  paths: readonly string[],
  root: string,
  { archives, check, unverified }: {
    archives: readonly Archive[];
    check: (folder: string) => Promise<string>;
  } & ImportOptions,
): Promise<string[]> {
  const given = await nameFiles(paths);
  return await importIntoFolder({
    root,
    folder: FOLDER,
    doing: `import ${[...given.values()].map((path) => `"${path}"`).join(", ")}`,
    unverified,
    async fill(work) {
      const place = join(work, FOLDER);
      await Deno.mkdir(place);
      const there = new Map(given);
      for (const { file } of archives) {
        const before = join(root, FOLDER, file);
        if (!there.has(file) && await isFile(before)) there.set(file, before);
      }
      for (const [file, path] of there) await Deno.copyFile(path, join(place, file));
      for (const { images, labels } of Object.values(FILES)) {
        if (there.has(images) !== there.has(labels)) {
          throw there.has(images) ? incomplete(images, labels) : incomplete(labels, images);
        }
      }
      const found = await check(place);
      const imported: CheckedArchive[] = [];
      for (const official of archives) {
        const path = given.get(official.file);
        if (path === undefined) continue;
        const source = await sourceOf(path, official, {
          folder: place,
          name: FOLDER,
          paths: [official.file],
        });
        imported.push({ path, official, source });
      }
      return { found, imported };
    },
  });
}

/** Paths by the official name of the file. */
async function nameFiles(paths: readonly string[]): Promise<Map<string, string>> {
  const named = new Map<string, string>();
  for (const path of paths) {
    const there = await Deno.stat(path).catch(() => undefined);
    if (there?.isDirectory) {
      for await (const { name, isFile } of Deno.readDir(path)) {
        const official = officialName(name);
        if (!isFile || !official || named.has(official)) continue;
        const file = join(path, name);
        requireSmall(file, (await Deno.stat(file)).size);
        named.set(official, file);
      }
      if (named.size > 0) continue;
      throw unknown(path, "it holds none of them");
    }
    if (!there?.isFile) throw notTaken(path, "there is none");
    requireSmall(path, there.size);
    const official = officialName(basename(path));
    if (official === undefined) throw unknown(path, "it is called otherwise");
    if (named.has(official)) throw unknown(path, `"${named.get(official)}" is the same one`);
    named.set(official, path);
  }
  return named;
}

/** Nothing is copied that cannot be a file of the data set. */
function requireSmall(path: string, bytes: number): void {
  if (bytes > MOST_BYTES) throw notTaken(path, "is far too large");
}

function notTaken(path: string, reason: string): CrlcError {
  return new CrlcError(
    "data",
    "ARCHIVE_NOT_FOUND",
    `Cannot import "${path}": it must be a file of the data set, and ${reason}`,
    { hint: "check the path" },
  );
}

function unknown(path: string, reason: string): CrlcError {
  return new CrlcError(
    "data",
    "UNKNOWN_FILE",
    `Cannot import "${path}": files must be called ${NAMES.join(", ")}, each once, and ${reason}`,
    { hint: "files are known by their official names" },
  );
}

function incomplete(there: string, missing: string): CrlcError {
  return new CrlcError(
    "data",
    "ARCHIVE_INCOMPLETE",
    `Cannot import "${there}": images and labels must come together, and ${missing} is missing`,
    { hint: "give both files, or the folder they lie in" },
  );
}
