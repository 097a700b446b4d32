import { csvRows } from "../../core/csv_rows.ts";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { readText } from "../../core/read_text.ts";

/** Columns of a table that hold labels, the likeliest first. */
const COLUMNS = ["cluster", "class", "label"];
const FORMS =
  "a label file has one integer or class name a line, is a .json list of integers, or " +
  "a table with a column called cluster, class or label";

function refuse(file: string, must: string, hint?: string): never {
  throw new CrlcError("data", "BAD_LABELS", `Cannot read labels of "${file}": ${must}`, { hint });
}

function isLabel(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
}

function fromJson(file: string, text: string): Int32Array {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    refuse(file, `it must be valid JSON, and is not: ${messageOf(error)}`);
  }
  if (!Array.isArray(parsed)) refuse(file, "it must hold a list of integers, such as [0, 2, 1]");
  const bad = parsed.findIndex((value) => !isLabel(value));
  if (bad >= 0) {
    refuse(file, `item ${bad} must be an integer, and is ${JSON.stringify(parsed[bad])}`);
  }
  return Int32Array.from(parsed);
}

const numberOf = (text: string) => text.trim() === "" ? NaN : Number(text);

/** Integers as they are; where none is one, each name in the order it comes first. */
function fromTexts(file: string, texts: readonly string[], first: number): Int32Array {
  const names = new Map<string, number>();
  const named = texts.every((text) => /\p{L}/u.test(text) && Number.isNaN(Number(text)));
  return Int32Array.from(texts, (text, i) => {
    if (named) {
      const name = text.trim().normalize("NFC");
      if (!names.has(name)) names.set(name, names.size);
      return names.get(name)!;
    }
    const value = numberOf(text);
    if (isLabel(value)) return value;
    refuse(
      file,
      `line ${first + i} must be one integer, and is ${JSON.stringify(text.trim().slice(0, 40))}`,
      FORMS,
    );
  });
}

/** The labels of a table, such as those that crlc writes. */
function fromTable(file: string, text: string): Int32Array {
  const [titles, ...rows] = csvRows(text);
  const column = COLUMNS.map((name) =>
    titles.findIndex((title) => title.trim().toLowerCase() === name)
  ).find((at) => at >= 0);
  if (column === undefined) {
    refuse(
      file,
      `a table must have a column called ${COLUMNS.join(", ")}, and its columns are ${
        JSON.stringify(titles.slice(0, 8).join(", ").slice(0, 80))
      }`,
      FORMS,
    );
  }
  return fromTexts(file, rows.map((row) => row[column] ?? ""), 2);
}

/**
 * Reads labels: a `.json` list of integers, one integer or class name a line, or a table with a
 * column `cluster`, `class` or `label`, as crlc writes them.
 *
 * @returns Labels `[n]`, at least one.
 * @throws {CrlcError} `NO_SUCH_FILE` or `BAD_LABELS`, of kind `data`.
 */
export async function readLabels(file: string): Promise<Int32Array> {
  let text: string;
  try {
    if (!(await Deno.stat(file)).isFile) throw new TypeError("it must be a file, and is not");
    text = await readText(file);
  } catch (error) {
    const missing = error instanceof Deno.errors.NotFound;
    throw new CrlcError(
      "data",
      missing ? "NO_SUCH_FILE" : "UNREADABLE_FILE",
      `Cannot read labels of "${file}": ${
        missing ? "the file must exist, and does not" : messageOf(error)
      }`,
      { cause: error },
    );
  }
  const content = text.trimEnd();
  if (content.trim() === "") refuse(file, "it must hold at least one label, and is empty");
  const labels = /\.json$/i.test(file) || content.trimStart().startsWith("[")
    ? fromJson(file, content)
    : /^[^\n]*,/.test(content)
    ? fromTable(file, content)
    : fromTexts(file, content.split(/\r?\n/), 1);
  if (labels.length === 0) refuse(file, "it must hold at least one label, and is empty");
  return labels;
}
