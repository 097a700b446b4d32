import { basename, dirname, extname, join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { quoteCell } from "../train/assignments.ts";
import { encodeSafetensors } from "../folder/safetensors.ts";
import type { NamedFeatures } from "./named_features.ts";
import { writeParquet } from "./write_parquet.ts";

/** A file to be written. */
export interface FeatureFile {
  readonly path: string;
  readonly content: Uint8Array | string;
}

/** Endings of what can be written, by which the format is chosen. */
const FORMATS: Readonly<
  Record<string, (features: NamedFeatures) => Uint8Array | Promise<Uint8Array>>
> = {
  ".npy": npy,
  ".safetensors": safetensors,
  ".csv": csv,
  ".parquet": writeParquet,
};

/**
 * Makes sure that features can be written to a path of this ending.
 *
 * @returns The paths that will be written: CSV and Parquet hold names themselves, the others have a `.jsonl` beside.
 * @throws {CrlcError} `BAD_USAGE`
 */
export function featurePaths(to: string): readonly string[] {
  const ending = extname(to).toLowerCase();
  if (!(ending in FORMATS)) {
    throw new CrlcError(
      "usage",
      "BAD_USAGE",
      `Cannot use --to: the file must end in .npy, .safetensors, .csv or .parquet, and "${to}" does not`,
      { hint: "the ending chooses the format" },
    );
  }
  return ending === ".csv" || ending === ".parquet" ? [to] : [to, besidePath(to)];
}

const besidePath = (to: string) => join(dirname(to), `${basename(to, extname(to))}.jsonl`);

/** The files that hold features, the format chosen by the ending of the path. */
export async function featureFiles(
  to: string,
  features: NamedFeatures,
): Promise<FeatureFile[]> {
  const [path, beside] = featurePaths(to);
  const { names, labels } = features;
  const rows = names.map((name, row) => JSON.stringify({ row, name, label: labels?.[row] }));
  return [
    // Names first: what was stopped between leaves no features without names.
    ...beside === undefined ? [] : [{ path: beside, content: `${rows.join("\n")}\n` }],
    { path, content: await FORMATS[extname(to).toLowerCase()](features) },
  ];
}

/** NumPy's format, version 1: float32, C order. */
function npy({ data, dimensions }: NamedFeatures): Uint8Array {
  const shape = `(${data.length / dimensions}, ${dimensions})`;
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`;
  // Magic, version and length are 10 bytes; all of the head is a multiple of 64, its end a line break.
  const head = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`;
  const bytes = new Uint8Array(10 + head.length + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, head.length & 255, head.length >> 8]);
  bytes.set(new TextEncoder().encode(head), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 10 + head.length);
  return bytes;
}

function safetensors({ data, dimensions, made }: NamedFeatures): Uint8Array {
  const shape = [data.length / dimensions, dimensions];
  return encodeSafetensors({
    tensors: { features: { dtype: "F32", shape, data } },
    metadata: made,
  });
}

/** Rows that become text at a time: all of them may be more than a text can hold. */
const ROWS_A_TEXT = 1000;

function csv({ data, dimensions, names, labels }: NamedFeatures): Uint8Array {
  const titles = ["name", ...labels ? ["label"] : []];
  for (let i = 0; i < dimensions; i++) titles.push(`f${i}`);
  const encoder = new TextEncoder(), pieces = [encoder.encode(`${titles.join(",")}\n`)];
  for (let from = 0; from < names.length; from += ROWS_A_TEXT) {
    const lines = names.slice(from, from + ROWS_A_TEXT).map((name, i) => {
      const row = from + i, numbers = data.subarray(row * dimensions, (row + 1) * dimensions);
      return [
        quoteCell(name),
        ...labels ? [quoteCell(labels[row])] : [],
        ...Array.from(numbers, shortest),
      ].join(",");
    });
    pieces.push(encoder.encode(`${lines.join("\n")}\n`));
  }
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  pieces.reduce((at, piece) => (bytes.set(piece, at), at + piece.length), 0);
  return bytes;
}

/** A number that gives the same float32 again: 9 digits do. */
const shortest = (value: number) => Number(value.toPrecision(9));
