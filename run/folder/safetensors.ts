import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { readSafetensorsHeader } from "../../core/safetensors_header.ts";

/** A tensor at rest. */
export type StoredTensor =
  & { readonly shape: readonly number[] }
  & (
    | { readonly dtype: "F32"; readonly data: Float32Array }
    | { readonly dtype: "I32"; readonly data: Int32Array }
    | { readonly dtype: "U8"; readonly data: Uint8Array }
  );

export interface SafetensorsFile {
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.strictObject({
  dtype: v.picklist(["F32", "I32", "U8"]),
  shape: v.pipe(v.array(whole), v.maxLength(8)),
  data_offsets: v.tuple([whole, whole]),
});
const metadataSchema = v.record(v.string(), v.string());

const BYTES = { F32: 4, I32: 4, U8: 1 };

function bad(what: string): CrlcError {
  return new CrlcError("checkpoint", "BAD_SAFETENSORS", `Cannot read the tensors: ${what}`);
}

/**
 * A safetensors file: eight bytes of header length, a JSON header, the data. Tensors lie in the
 * order of their names and the header is padded to eight bytes, so equal content is equal bytes.
 *
 * @example
 * ```ts
 * import { decodeSafetensors, encodeSafetensors } from "./safetensors.ts";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const bytes = encodeSafetensors({
 *   tensors: { ids: { dtype: "I32", shape: [2], data: Int32Array.of(3, 1) } },
 *   metadata: { step: "7" },
 * });
 * deepStrictEqual(decodeSafetensors(bytes).tensors.ids.data, Int32Array.of(3, 1));
 * ```
 */
export function encodeSafetensors({ tensors, metadata }: SafetensorsFile): Uint8Array<ArrayBuffer> {
  const names = Object.keys(tensors).sort();
  const header: Record<string, unknown> = { __metadata__: metadata };
  let size = 0;
  for (const name of names) {
    const { dtype, shape, data } = tensors[name];
    header[name] = { dtype, shape, data_offsets: [size, size + data.byteLength] };
    size += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + size);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, 8, 8 + headerLength).set(json, 8);
  let at = 8 + headerLength;
  for (const name of names) {
    const { data } = tensors[name];
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/**
 * Reads what `encodeSafetensors` writes. Every bound is checked before anything is allocated:
 * tensors must lie one after the other and fill the file.
 *
 * @throws {CrlcError} `BAD_SAFETENSORS` if anything is amiss.
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsFile {
  const { header, dataStart } = readSafetensorsHeader(bytes, bad);
  const metadata = v.safeParse(metadataSchema, header.__metadata__ ?? {});
  if (!metadata.success) throw bad("the metadata must be texts by name, and is something else");
  const entries = Object.entries(header).filter(([name]) => name !== "__metadata__")
    .map(([name, raw]) => {
      const entry = v.safeParse(entrySchema, raw);
      if (!entry.success) throw bad(`the entry of tensor "${name}" is malformed`);
      return { name, ...entry.output };
    })
    .sort((a, b) => a.data_offsets[0] - b.data_offsets[0]);
  const tensors: [string, StoredTensor][] = [];
  let expected = 0;
  for (const { name, dtype, shape, data_offsets: [start, end] } of entries) {
    const size = BYTES[dtype] * shape.reduce((product, side) => product * side, 1);
    if (start !== expected || end - start !== size || end > bytes.length - dataStart) {
      throw bad(`tensor "${name}" must lie where the one before ends and within the file`);
    }
    expected = end;
    const buffer = bytes.slice(dataStart + start, dataStart + end).buffer;
    tensors.push([name, storedIn(buffer, dtype, shape)]);
  }
  if (expected !== bytes.length - dataStart) throw bad("the file must end where the tensors end");
  // Not by assignment: a tensor may be named "__proto__".
  return { tensors: Object.fromEntries(tensors), metadata: metadata.output };
}

function storedIn(
  buffer: ArrayBuffer,
  dtype: StoredTensor["dtype"],
  shape: readonly number[],
): StoredTensor {
  if (dtype === "F32") return { dtype, shape, data: new Float32Array(buffer) };
  if (dtype === "I32") return { dtype, shape, data: new Int32Array(buffer) };
  return { dtype, shape, data: new Uint8Array(buffer) };
}
