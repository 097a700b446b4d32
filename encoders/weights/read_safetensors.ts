import * as v from "valibot";
import { readSafetensorsHeader } from "../../core/safetensors_header.ts";
import { FLOAT_BYTES, type FloatType, toFloat32 } from "../../core/to_float32.ts";
import { badWeights, type Weights, type WeightTensor } from "./weights.ts";

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.looseObject({
  dtype: v.string(),
  shape: v.pipe(v.array(whole), v.maxLength(8)),
  data_offsets: v.tuple([whole, whole]),
});

/**
 * The weights of a safetensors file of anybody: F64, F32, F16 and BF16; tensors of whole numbers are
 * left out. Every bound is checked before anything is allocated, and no two tensors may overlap.
 *
 * @throws {CrlcError} `BAD_WEIGHTS`
 */
export function readSafetensors(bytes: Uint8Array): Weights {
  const { header, dataStart } = readSafetensorsHeader(bytes, badWeights);
  const weights = new Map<string, WeightTensor>();
  const entries = Object.entries(header).filter(([name]) => name !== "__metadata__")
    .map(([name, raw]) => {
      const entry = v.safeParse(entrySchema, raw);
      if (!entry.success) throw badWeights(`the entry of tensor "${name}" is malformed`);
      return { name, ...entry.output };
    })
    .sort((a, b) => a.data_offsets[0] - b.data_offsets[0]);
  let free = 0;
  for (const { name, dtype, shape, data_offsets: [start, end] } of entries) {
    if (start < free || end < start || end > bytes.length - dataStart) {
      throw badWeights(`tensor "${name}" must lie after the one before it and within the file`);
    }
    free = end;
    if (!Object.hasOwn(FLOAT_BYTES, dtype)) continue;
    const type = dtype as FloatType;
    if (shape.reduce((product, side) => product * side, FLOAT_BYTES[type]) !== end - start) {
      throw badWeights(`tensor "${name}" must fill its place in the file, and does not`);
    }
    weights.set(name, {
      shape,
      data: toFloat32(type, bytes.subarray(dataStart + start, dataStart + end)),
    });
  }
  return weights;
}
