import { CrlcError, messageOf } from "./errors.ts";
import { quoteName } from "./quote_name.ts";
import { decodeText } from "./read_text.ts";

/** The paths that a list names, each once, as they are written. */
export interface PathList {
  readonly paths: readonly string[];
  /** Lines that name what another one has named. */
  readonly doubles: number;
}

/**
 * Reads a list of paths: one a line, or each ended by a NUL, as `find -print0` writes them. Blank
 * lines count for nothing.
 *
 * @param bytes UTF-8, or UTF-16 with a byte order mark.
 */
export function parseList(bytes: Uint8Array): PathList {
  const text = decodeText(bytes);
  const lines = text.includes("\0") ? text.split("\0") : text.split(/\r?\n|\r/);
  const named = lines.filter((line) => line.trim() !== ""), paths = [...new Set(named)];
  return { paths, doubles: named.length - paths.length };
}

/**
 * Reads a list of paths from a file.
 *
 * @throws {CrlcError} `LIST_NOT_READ`, `EMPTY_LIST`.
 */
export async function readList(file: string): Promise<PathList> {
  let bytes: Uint8Array;
  try {
    // It is read more than once, by whoever goes on or asks the run as well.
    if (!(await Deno.stat(file)).isFile) throw new Error("it is a folder, a pipe or a device");
    bytes = await Deno.readFile(file);
  } catch (cause) {
    throw new CrlcError(
      "data",
      "LIST_NOT_READ",
      `Cannot read list ${quoteName(file)}: it must be a file of one path a line (${
        messageOf(cause)
      })`,
      {
        hint:
          "check the path; a pipe goes to --list -, and its list lies in the cache until that is " +
          "cleared: the same list on standard input puts it back",
        cause,
      },
    );
  }
  return requirePaths(parseList(bytes), quoteName(file));
}

/**
 * Makes sure that a list names something.
 *
 * @param what Such as `"a.txt"`.
 * @throws {CrlcError} `EMPTY_LIST`.
 */
export function requirePaths(list: PathList, what: string): PathList {
  if (list.paths.length > 0) return list;
  throw new CrlcError(
    "data",
    "EMPTY_LIST",
    `Cannot use list ${what}: it must name one file a line, and names none`,
  );
}
