import { CrlcError, messageOf } from "../../core/errors.ts";

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

function fromLines(file: string, text: string): Int32Array {
  const lines = text.trimEnd().split(/\r?\n/);
  return Int32Array.from(lines, (line, i) => {
    const value = line.trim() === "" ? NaN : Number(line);
    if (isLabel(value)) return value;
    refuse(
      file,
      `line ${i + 1} must be one integer, and is ${JSON.stringify(line.trim().slice(0, 40))}`,
      "a label file has one integer a line, or is a .json list of integers",
    );
  });
}

/**
 * Reads labels: a `.json` list of integers, or one integer a line.
 *
 * @returns Labels `[n]`, at least one.
 * @throws {CrlcError} `NO_SUCH_FILE` or `BAD_LABELS`, of kind `data`.
 */
export async function readLabels(file: string): Promise<Int32Array> {
  let text: string;
  try {
    if (!(await Deno.stat(file)).isFile) throw new TypeError("it must be a file, and is not");
    text = await Deno.readTextFile(file);
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
  text = text.replace(/^\ufeff/, "");
  if (text.trim() === "") refuse(file, "it must hold at least one label, and is empty");
  const labels = /\.json$/i.test(file) || text.trimStart().startsWith("[")
    ? fromJson(file, text)
    : fromLines(file, text);
  if (labels.length === 0) refuse(file, "it must hold at least one label, and is empty");
  return labels;
}
