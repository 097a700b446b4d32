import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import { messageOf } from "../../core/errors.ts";
import { IS_CLASS, IS_NAME } from "./column_titles.ts";
import type { FeatureTable, Refuse } from "./table.ts";

type Unpack = (input: Uint8Array, length: number) => Uint8Array;

/** Titles of a column of lists that is the feature, whatever other lists there are. */
const IS_FEATURE = /^(features?|embeddings?|vectors?|image_embeds?)$/i;
/** The column that pandas makes of an index which nobody has named. */
const PANDAS_INDEX = /^__index_level_\d+__$/;

const within = (length: number) => ({ maxOutputLength: length });
/** How columns are unpacked, besides snappy, which hyparquet does. */
const COMPRESSORS: Readonly<Record<string, Unpack>> = {
  GZIP: (input, length) => gunzipSync(input, within(length)),
  BROTLI: (input, length) => brotliDecompressSync(input, within(length)),
  ZSTD: (input, length) => zstdDecompressSync(input, within(length)),
};

/**
 * Reads features of an Apache Parquet file, a row an image: a column of lists (`features`, or the only
 * one), else all columns of numbers, a number of the feature each. `name` and `label` are what they
 * say, as in CSV.
 *
 * @throws What `refuse` makes.
 */
export async function readParquet(bytes: Uint8Array, refuse: Refuse): Promise<FeatureTable> {
  // Seldom wanted, and loaded where a file is one.
  const { parquetMetadata, parquetRead, parquetSchema } = await import("hyparquet");
  // The library takes a whole buffer.
  const file = bytes.byteLength === bytes.buffer.byteLength
    ? bytes.buffer as ArrayBuffer
    : bytes.slice().buffer;
  const understood = async <T>(read: () => T | Promise<T>): Promise<T> => {
    try {
      return await read();
    } catch (error) {
      throw refuse(
        `it must be a whole file of Apache Parquet, and cannot be read: ${messageOf(error)}`,
        "is it cut off? Columns packed by LZ4 or LZO are not read; snappy, gzip, brotli and zstd are",
      );
    }
  };
  const metadata = await understood(() => parquetMetadata(file));
  const titles = (await understood(() => parquetSchema(metadata))).children
    .map(({ element }) => element.name);
  const rows = Number(metadata.num_rows), columns = new Map<string, unknown[]>();
  await understood(() =>
    parquetRead({
      ...{ file, metadata, columns: titles, compressors: COMPRESSORS },
      onChunk({ columnName, columnData, rowStart }) {
        const column = columns.get(columnName) ?? [];
        columns.set(columnName, column);
        for (let i = 0; i < columnData.length; i++) column[rowStart + i] = columnData[i];
      },
    })
  );
  for (const title of titles) {
    const found = columns.get(title)?.length ?? 0;
    if (found !== rows) {
      throw refuse(`it must have ${rows} rows, as it says, and column "${title}" has ${found}`);
    }
  }
  return tableOf(titles, columns, rows, refuse);
}

function tableOf(
  titles: readonly string[],
  columns: ReadonlyMap<string, readonly unknown[]>,
  rows: number,
  refuse: Refuse,
): FeatureTable {
  const named = titles.find((title) => IS_NAME.test(title));
  const labelled = titles.find((title) => IS_CLASS.test(title));
  const others = titles.filter((title) =>
    title !== named && title !== labelled && !PANDAS_INDEX.test(title)
  );
  const lists = others.filter((title) => isList(columns.get(title)![0]));
  const list = lists.length === 1 ? lists[0] : lists.find((title) => IS_FEATURE.test(title));
  if (lists.length > 1 && list === undefined) {
    throw refuse(
      `one column of lists must be the feature, and there are ${lists.join(", ")}`,
      "call it features",
    );
  }
  if (others.length === 0) throw refuse("it must hold columns of numbers, and has none");
  const numbers = list === undefined
    ? ofNumbers(others, columns, rows, refuse)
    : ofLists(list, columns.get(list)!, refuse);
  const texts = (title: string | undefined) =>
    title === undefined ? undefined : columns.get(title)!.map((value) => String(value ?? ""));
  return {
    ...{ ...numbers, rows, names: texts(named), labels: texts(labelled) },
    leftOut: list === undefined ? [] : others.filter((title) => title !== list),
  };
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || ArrayBuffer.isView(value);

function ofLists(title: string, column: readonly unknown[], refuse: Refuse) {
  const dimensions = isList(column[0]) ? column[0].length : 0;
  const data = new Float32Array(column.length * dimensions);
  column.forEach((value, row) => {
    if (!isList(value) || value.length !== dimensions) {
      throw refuse(
        `row ${row} of column "${title}" must hold ${dimensions} numbers, as the first, and holds ${
          isList(value) ? value.length : shown(value)
        }`,
        "leave such rows out before saving; rows are counted from 0",
      );
    }
    for (let i = 0; i < dimensions; i++) {
      data[row * dimensions + i] = numberOf(value[i], () => `number ${i} of row ${row}`, refuse);
    }
  });
  return { data, dimensions };
}

function ofNumbers(
  titles: readonly string[],
  columns: ReadonlyMap<string, readonly unknown[]>,
  rows: number,
  refuse: Refuse,
) {
  const dimensions = titles.length, data = new Float32Array(rows * dimensions);
  titles.forEach((title, i) =>
    columns.get(title)!.forEach((value, row) => {
      data[row * dimensions + i] = numberOf(value, () => `column "${title}" of row ${row}`, refuse);
    })
  );
  return { data, dimensions };
}

function numberOf(value: unknown, where: () => string, refuse: Refuse): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  throw refuse(
    `${where()} must be a number, and is ${shown(value)}`,
    "leave such rows or columns out before saving; rows are counted from 0",
  );
}

const shown = (value: unknown) =>
  value === undefined || value === null
    ? "nothing"
    : typeof value === "string"
    ? JSON.stringify(value.slice(0, 40))
    : `of another kind (${typeof value})`;
