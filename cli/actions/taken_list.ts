import { createHash } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { listsFolder } from "../../core/folders.ts";
import { parseList, readList, requirePaths } from "../../core/read_list.ts";
import { folderOf } from "../process/variables.ts";
import type { Session } from "../session.ts";

/** A list of paths, and where its relative ones begin. */
export interface TakenList {
  readonly file: string;
  readonly base: string;
}

/**
 * Where a list lies that was typed. One from standard input is written into the cache, named by what it
 * holds: whoever asks the run later finds it there, and the same list gives the same run.
 *
 * @param typed A file, or `-`.
 * @throws {CrlcError} `LIST_NOT_READ`, `EMPTY_LIST`.
 */
export async function takenList(typed: string, session: Session): Promise<TakenList> {
  if (typed !== "-") {
    const file = resolve(typed);
    // What is wrong with it is told before its folder is looked at.
    await readList(file);
    return { file, base: dirname(file) };
  }
  const base = Deno.cwd(),
    { paths } = requirePaths(
      parseList(await readInput(session)),
      "of standard input",
    );
  const text = paths.map((path) => `${resolve(base, path)}\0`).join("");
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 8);
  const file = join(listsFolder(folderOf(session.io, "cache")), `list-${digest}.txt`);
  await Deno.mkdir(dirname(file), { recursive: true });
  await Deno.writeTextFile(file, text);
  return { file, base };
}

/** Everything that standard input holds. */
export async function readInput({ io }: Session): Promise<Uint8Array> {
  if (io.stdin) return await io.stdin();
  throw new CrlcError(
    "usage",
    "BAD_USAGE",
    "Cannot use --list -: standard input must be there, and is not",
  );
}
