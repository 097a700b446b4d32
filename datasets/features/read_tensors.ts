import * as v from "valibot";
import { readSafetensorsHeader } from "../../core/safetensors_header.ts";
import { FLOAT_BYTES, type FloatType, toFloat32 } from "../../core/to_float32.ts";
import type { FeatureTable, Refuse } from "./table.ts";

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.looseObject({
  dtype: v.string(),
  shape: v.pipe(v.array(whole), v.maxLength(8)),
  data_offsets: v.tuple([whole, whole]),
});
type Entry = v.InferOutput<typeof entrySchema>;

/** Whole numbers that labels are stored in. */
const LABELS = { I64: 8, I32: 4, U8: 1 } as const;

/**
 * Reads features of a safetensors file: the tensor "features", or the only one of two axes; and
 * classes of the tensor "labels", where there is one.
 *
 * @throws What `refuse` makes.
 */
export function readTensors(bytes: Uint8Array, refuse: Refuse): FeatureTable {
  const { header, dataStart } = readSafetensorsHeader(bytes, (what) => refuse(what));
  const entries = new Map<string, Entry>();
  for (const [name, raw] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    const entry = v.safeParse(entrySchema, raw);
    const [from, to] = entry.success ? entry.output.data_offsets : [1, 0];
    if (!entry.success || to < from || to > bytes.length - dataStart) {
      throw refuse(`the entry of tensor "${name}" is malformed, or the file is cut`);
    }
    entries.set(name, entry.output);
  }
  const name = entries.has("features") ? "features" : onlyTable(entries, refuse);
  const entry = entries.get(name)!, { dtype, shape } = entry;
  if (!Object.hasOwn(FLOAT_BYTES, dtype) || shape.length !== 2) {
    throw refuse(`tensor "${name}" must be of floats and two axes, and is ${dtype} [${shape}]`);
  }
  const type = dtype as FloatType, [rows, dimensions] = shape;
  const data = toFloat32(type, bodyOf(name, entry, FLOAT_BYTES[type])).slice();
  const labels = entries.get("labels");
  return { data, rows, dimensions, ...labels && { labels: labelsOf(labels) } };

  function bodyOf(name: string, { shape, data_offsets: [from, to] }: Entry, size: number) {
    if (shape.reduce((product, side) => product * side, size) !== to - from) {
      throw refuse(`tensor "${name}" must fill its place in the file, and does not`);
    }
    return bytes.subarray(dataStart + from, dataStart + to);
  }

  function labelsOf(entry: Entry): string[] {
    const { dtype, shape } = entry;
    if (!(dtype in LABELS) || shape.length !== 1) {
      throw refuse(
        `tensor "labels" must be of whole numbers and one axis, and is ${dtype} [${shape}]`,
      );
    }
    const size = LABELS[dtype as keyof typeof LABELS], body = bodyOf("labels", entry, size).slice();
    const numbers = size === 8
      ? new BigInt64Array(body.buffer)
      : size === 4
      ? new Int32Array(body.buffer)
      : body;
    return Array.from(numbers, String);
  }
}

function onlyTable(entries: ReadonlyMap<string, Entry>, refuse: Refuse): string {
  const tables = [...entries].filter(([, { shape, dtype }]) =>
    shape.length === 2 && Object.hasOwn(FLOAT_BYTES, dtype)
  );
  if (tables.length === 1) return tables[0][0];
  const names = [...entries.keys()].slice(0, 5).map((name) => `"${name}"`).join(", ");
  throw refuse(
    `one tensor must be called "features", or be the only one of floats with two axes, and there are ${tables.length} of them (${names})`,
    "weights of a network go with --encoder, and are no features",
  );
}
