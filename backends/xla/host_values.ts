import type { Element } from "./pjrt/element.ts";
import type { Bytes, View } from "./pjrt/memory.ts";
import type { tf } from "../tf.ts";

const ELEMENTS: Record<string, Element> = { float32: "f32", int32: "s32", bool: "pred" };

/**
 * XLA's type for one of TensorFlow.js.
 *
 * @throws {TypeError} For text and complex numbers.
 */
export function elementOf(dtype: tf.DataType): Element {
  if (dtype in ELEMENTS) return ELEMENTS[dtype];
  throw new TypeError(`Cannot compute with values of type "${dtype}": XLA must know them`);
}

/** The other way round; bfloat16 passes for float32. */
export const dtypeOf = (element: Element): tf.DataType =>
  element === "pred" ? "bool" : element === "s32" ? "int32" : "float32";

/** Values of tfjs as the device takes them. */
export function viewOf(values: tf.BackendValues, dtype: tf.DataType): View {
  const list = values as unknown as ArrayLike<number>;
  if (dtype === "float32" && !(values instanceof Float32Array)) return Float32Array.from(list);
  if (dtype === "int32" && !(values instanceof Int32Array)) return Int32Array.from(list);
  if (dtype === "bool" && !(values instanceof Uint8Array)) return Uint8Array.from(list, Number);
  return values as Float32Array<ArrayBuffer>;
}

/** Values of a device as tfjs takes them: bfloat16 becomes float32. */
export function valuesOf(element: Element, bytes: Bytes): View {
  if (element === "f32") return new Float32Array(bytes.buffer);
  if (element === "s32") return new Int32Array(bytes.buffer);
  if (element !== "bf16") return bytes;
  const halves = new Uint16Array(bytes.buffer), full = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) full[i] = halves[i] << 16;
  return new Float32Array(full.buffer);
}

/** The parts of a divided value, put together. */
export function join(parts: readonly Bytes[]): Bytes {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const part of parts) {
    all.set(part, from);
    from += part.length;
  }
  return all;
}
