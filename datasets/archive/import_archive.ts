import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import type { Archive, ImportOptions } from "../dataset.ts";
import { isFile } from "./find_files.ts";
import { onePath } from "./one_path.ts";
import { sourceOf } from "./source.ts";
import { importIntoFolder } from "./import_into_folder.ts";
import { untar, type UntarLimits } from "./untar.ts";

export interface ImportRequest extends ImportOptions {
  /** What was given: the path of the archive, and nothing else. */
  readonly paths: readonly string[];
  /** Folder of the data set's own files; made if it is not there. */
  readonly root: string;
  /** Folder within the archive and within `root`, which it replaces as a whole. */
  readonly folder: string;
  /** Files of that folder that must be there. */
  readonly files: readonly string[];
  /** Files that are taken where they are there; nothing else is unpacked. */
  readonly optional?: readonly string[];
  readonly official: Archive;
  readonly limits: Pick<UntarLimits, "bytes" | "entries">;
  /** Checks the unpacked folder and says in a few words what it holds. */
  readonly check: (folder: string) => Promise<string>;
}

/**
 * Imports an official tar archive: see {@link importIntoFolder}.
 *
 * @throws {CrlcError} what {@link untar} and `check` throw; `ARCHIVE_INCOMPLETE` if a file is
 * missing; `ARCHIVE_UNVERIFIED`.
 */
export function importArchive(request: ImportRequest): Promise<string[]> {
  const { paths, root, folder, files, optional = [], official, limits, check } = request;
  const archive = onePath(paths, official);
  return importIntoFolder({
    root,
    folder,
    doing: `unpack "${archive}"`,
    unverified: request.unverified,
    async fill(work) {
      const members = files.map((file) => `${folder}/${file}`);
      const wanted = new Set([...members, ...optional.map((file) => `${folder}/${file}`)]);
      const { progress, signal } = request;
      if ((await Deno.stat(archive).catch(() => undefined))?.isDirectory) {
        const place = join(work, folder);
        await copyUnpacked(archive, place, request);
        return { found: await check(place), imported: [] };
      }
      await requireTar(archive, official.file);
      const seen: string[] = [];
      const written = await untar(archive, work, {
        ...limits,
        accept: (member) => {
          if (seen.length < MOST_SEEN) seen.push(member);
          return wanted.has(member);
        },
        signal,
        progress: progress && ((bytes, total) => progress({ file: official.file, bytes, total })),
      });
      const missing = members.filter((member) => !written.includes(member));
      if (missing.length > 0) {
        throw seen.some((member) => PYTHON.test(member))
          ? pythonVersion(archive, official.file)
          : incomplete(archive, missing, official.file);
      }
      const place = join(work, folder);
      const found = await check(place);
      const source = await sourceOf(archive, official, {
        folder: place,
        name: folder,
        paths: written.map((member) => member.slice(folder.length + 1)),
      });
      return { found, imported: [{ path: archive, official, source }] };
    },
  });
}

/** Copies the files of an archive that somebody has unpacked: its folder, or the one around it. */
async function copyUnpacked(
  from: string,
  to: string,
  { folder, files, optional = [], official }: ImportRequest,
): Promise<void> {
  const inner = join(from, folder);
  const place = await isFile(join(inner, files[0])) ? inner : from;
  const there = async (names: readonly string[]) =>
    await Promise.all(names.map((file) => isFile(join(place, file))));
  const found = await there(files);
  const missing = files.filter((_, i) => !found[i]);
  if (missing.length > 0) {
    throw await isPython(place)
      ? pythonVersion(from, official.file)
      : incomplete(from, missing, official.file);
  }
  await Deno.mkdir(to, { recursive: true });
  const extra = await there(optional);
  for (const file of [...files, ...optional.filter((_, i) => extra[i])]) {
    await Deno.copyFile(join(place, file), join(to, file));
  }
}

/** Whether a folder is that of CIFAR for Python, or the one around it. */
async function isPython(folder: string): Promise<boolean> {
  if (PYTHON.test(`${folder}/`)) return true;
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name).catch(() => []);
  return names.some((name) => name === "batches.meta" || PYTHON.test(`${name}/`));
}

/** Members that are remembered to say what a wrong archive is. */
const MOST_SEEN = 100;
/** The folders of CIFAR for Python. */
const PYTHON = /(^|\/)(cifar-10-batches-py|cifar-100-python)\//;

/** What other kinds of archive begin with. */
const OTHERS: readonly (readonly [string, string])[] = [
  ["PK\x03\x04", "a zip file"],
  ["BZh", "compressed with bzip2"],
  ["\xfd7zXZ", "compressed with xz"],
  ["7z\xbc\xaf", "a 7z file"],
  ["Rar!", "a rar file"],
  ["(\xb5/\xfd", "compressed with zstd"],
];

/**
 * Names an archive of another kind for what it is.
 *
 * @throws {CrlcError} `WRONG_ARCHIVE`.
 */
async function requireTar(archive: string, official: string): Promise<void> {
  const head = new Uint8Array(8);
  {
    // What cannot be read is told by whoever unpacks it.
    using file = await Deno.open(archive).catch(() => undefined);
    await file?.read(head);
  }
  const text = String.fromCharCode(...head);
  const kind = OTHERS.find(([start]) => text.startsWith(start))?.[1];
  if (kind !== undefined) throw wrongArchive(archive, `is ${kind}`, official);
}

function wrongArchive(archive: string, what: string, official: string): CrlcError {
  return new CrlcError(
    "data",
    "WRONG_ARCHIVE",
    `Cannot import "${archive}": it must be the official ${official}, and ${what}`,
    { hint: `get ${official} from its official address` },
  );
}

function pythonVersion(archive: string, official: string): CrlcError {
  return wrongArchive(archive, "holds the Python version: the binary version is wanted", official);
}

function incomplete(
  archive: string,
  missing: readonly string[],
  official: string,
): CrlcError {
  return new CrlcError(
    "data",
    "ARCHIVE_INCOMPLETE",
    `Cannot import "${archive}": it must hold the files of the official archive, and ${
      missing.length > 3
        ? `${missing.slice(0, 2).join(", ")} and ${missing.length - 2} more`
        : missing.join(", ")
    } ${missing.length === 1 ? "is" : "are"} missing`,
    { hint: `get ${official} from its official address` },
  );
}
