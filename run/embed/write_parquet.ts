import type { NamedFeatures } from "./named_features.ts";

const text = (name: string) =>
  ({ name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" }) as const;

/**
 * Features as Apache Parquet: columns `name`, `label` where there are classes, and `features`, a list
 * of float32 a row.
 */
export async function writeParquet(
  { data, dimensions, names, labels, made }: NamedFeatures,
): Promise<Uint8Array> {
  // Seldom wanted.
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const features = names.map((_, row) =>
    Array.from(data.subarray(row * dimensions, (row + 1) * dimensions))
  );
  return new Uint8Array(parquetWriteBuffer({
    columnData: [
      { name: "name", data: [...names] },
      ...labels ? [{ name: "label", data: [...labels] }] : [],
      { name: "features", data: features, statistics: false },
    ],
    schema: [
      { name: "root", num_children: labels ? 3 : 2 },
      text("name"),
      ...labels ? [text("label")] : [],
      { name: "features", converted_type: "LIST", num_children: 1, repetition_type: "REQUIRED" },
      { name: "list", num_children: 1, repetition_type: "REPEATED" },
      { name: "element", type: "FLOAT", repetition_type: "REQUIRED" },
    ],
    kvMetadata: Object.entries(made).map(([key, value]) => ({ key: `crlc.${key}`, value })),
    rowGroupSize: 10_000,
    createdBy: "crlc",
  }));
}
