import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import type { Archive, ImportOptions } from "../dataset.ts";
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
      const written = await untar(archive, work, {
        ...limits,
        accept: (member) => wanted.has(member),
        signal,
        progress: progress && ((bytes, total) => progress({ file: official.file, bytes, total })),
      });
      const missing = members.filter((member) => !written.includes(member));
      if (missing.length > 0) throw incomplete(archive, missing);
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

function incomplete(archive: string, missing: readonly string[]): CrlcError {
  return new CrlcError(
    "data",
    "ARCHIVE_INCOMPLETE",
    `Cannot import "${archive}": it must hold the files of the official archive, and ${
      missing.join(", ")
    } ${missing.length === 1 ? "is" : "are"} missing`,
    { hint: "get the archive from its official address" },
  );
}
