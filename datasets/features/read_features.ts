import { basename, dirname, extname, join } from "node:path";
import { messageOf } from "../../core/errors.ts";
import { decodeText, readText } from "../../core/read_text.ts";
import { readCsv } from "./read_csv.ts";
import { isNpy, readNpy } from "./read_npy.ts";
import { readParquet } from "./read_parquet.ts";
import { readTensors } from "./read_tensors.ts";
import { badFeatures, type FeatureTable, type Refuse } from "./table.ts";

/** Endings of files that hold features. */
export const FEATURE_FILE = /\.(npy|safetensors|csv|parquet)$/i;
/** Bytes of a text at most: one of JavaScript cannot be much longer. */
const MOST_TEXT = 500_000_000;

/**
 * Reads a file of features: NumPy's `.npy`, safetensors, CSV or Parquet, with names and classes of its rows,
 * its own or else those beside it: `F.jsonl` as `crlc embed` writes it, `F.names.txt`, `F.labels.txt` or
 * `F.labels.npy`.
 *
 * @throws {CrlcError} `BAD_FEATURES`, also where the rows of two files do not match.
 */
export async function readFeatureFile(path: string): Promise<FeatureTable> {
  const refuse: Refuse = (what, hint) => badFeatures(path, what, hint);
  const bytes = await Deno.readFile(path).catch((error) => {
    throw refuse(`the file cannot be read: ${messageOf(error)}`);
  });
  const table = await tableOf(path, bytes, refuse);
  if (table.rows < 1 || table.dimensions < 1) {
    throw refuse(`it must have a row an image, and is [${table.rows}, ${table.dimensions}]`);
  }
  if (table.labels && table.labels.length !== table.rows) {
    throw refuse(`it has ${table.rows} rows, and ${table.labels.length} labels: they must match`);
  }
  const beside = await rowsBeside(path, table);
  requireFinite(table, refuse, beside.names);
  for (const { file, count } of beside.counted) {
    if (count !== table.rows) {
      throw refuse(
        `it has ${table.rows} rows, and "${
          basename(file)
        }" beside it tells of ${count}: they must match`,
        "is one of them of another time? crlc embed writes both anew",
      );
    }
  }
  return { ...table, names: beside.names, labels: beside.labels };
}

async function tableOf(
  path: string,
  bytes: Uint8Array,
  refuse: Refuse,
): Promise<FeatureTable> {
  if (isNpy(bytes)) {
    const { shape, data } = readNpy(bytes, refuse);
    if (shape.length !== 2) {
      throw refuse(
        `its array must have two axes, [images, numbers], and is of shape [${shape}]`,
        "reshape it: array.reshape(len(array), -1)",
      );
    }
    return { data: Float32Array.from(data), rows: shape[0], dimensions: shape[1] };
  }
  if (/\.csv$/i.test(path)) {
    if (bytes.length > MOST_TEXT) {
      throw refuse(
        `a .csv file may have ${MOST_TEXT / 1e6} MB, and it has ${Math.ceil(bytes.length / 1e6)}`,
        "save it as .npy, which holds the same in a third of the bytes",
      );
    }
    return readCsv(decodeText(bytes), refuse);
  }
  if (bytes.length > 8 && bytes[8] === 0x7b) return readTensors(bytes, refuse);
  if (isParquet(bytes)) return await readParquet(bytes, refuse);
  throw refuse("it must be a .npy, .safetensors, .csv or .parquet file, and is none of them");
}

const isParquet = (bytes: Uint8Array) =>
  bytes.length > 12 && new TextDecoder().decode(bytes.subarray(0, 4)) === "PAR1";

/** A feature that cannot be compared with others would spoil all of them. */
function requireFinite(
  { data, dimensions }: FeatureTable,
  refuse: Refuse,
  names?: readonly string[],
): void {
  const called = (row: number) => `row ${row}${names?.[row] ? ` ("${names[row]}")` : ""}`;
  for (let row = 0, at = 0; at < data.length; row++) {
    let isZero = true;
    for (let column = 0; column < dimensions; column++, at++) {
      if (!Number.isFinite(data[at])) {
        throw refuse(
          `every number must be finite, and number ${column} of ${called(row)} is ${data[at]}`,
          "leave such rows out before saving; rows and numbers are counted from 0",
        );
      }
      if (data[at] !== 0) isZero = false;
    }
    if (isZero) {
      throw refuse(
        `no row may be all zeros, which is like no other, and ${called(row)} is`,
        "leave such rows out before saving; rows are counted from 0",
      );
    }
  }
}

/**
 * Names and classes of the rows. What a file says itself is never replaced: one beside it may belong
 * to a file of the same name and another ending.
 */
async function rowsBeside(path: string, own: FeatureTable) {
  const stem = join(dirname(path), basename(path, extname(path)));
  const counted: { file: string; count: number }[] = [];
  let { names, labels } = own;
  const json = names ? undefined : await textOf(`${stem}.jsonl`);
  if (json !== undefined) {
    const rows = json.map((line, i) => rowOf(line, i, `${stem}.jsonl`));
    counted.push({ file: `${stem}.jsonl`, count: rows.length });
    names = rows.map(({ name }, i) => name ?? `row ${i}`);
    if (!labels && rows.some(({ label }) => label !== undefined)) {
      labels = rows.map(({ label }) => label ?? "");
    }
  }
  const named = own.names ? undefined : await textOf(`${stem}.names.txt`);
  if (named !== undefined) {
    counted.push({ file: `${stem}.names.txt`, count: named.length });
    names = named;
  }
  if (own.labels) return { counted, names, labels };
  const classes = await textOf(`${stem}.labels.txt`) ?? await npyLabels(`${stem}.labels.npy`);
  if (classes !== undefined) {
    counted.push({ file: `${stem}.labels.*`, count: classes.length });
    labels = classes;
  }
  return { counted, names, labels };
}

/** The lines of a file; nothing where there is none. */
async function textOf(path: string): Promise<string[] | undefined> {
  const text = await readText(path).catch(() => undefined);
  return text?.replace(/\r?\n$/, "").split(/\r?\n/);
}

function rowOf(line: string, row: number, path: string): { name?: string; label?: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = undefined;
  }
  if (typeof value !== "object" || value === null) {
    throw badFeatures(path, `line ${row + 1} must be a JSON object, and is not`);
  }
  const { name, path: also, label } = value as Record<string, unknown>;
  const text = (value: unknown) =>
    typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  return { name: text(name) ?? text(also), label: text(label) };
}

async function npyLabels(path: string): Promise<string[] | undefined> {
  const bytes = await Deno.readFile(path).catch(() => undefined);
  if (!bytes) return undefined;
  const refuse: Refuse = (what, hint) => badFeatures(path, what, hint);
  const { shape, whole, data } = readNpy(bytes, refuse);
  if (!whole || shape.length !== 1) {
    throw refuse(`labels must be whole numbers on one axis, and are of shape [${shape}]`);
  }
  return Array.from(data, String);
}
