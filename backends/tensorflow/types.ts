import type { tf } from "../tf.ts";

/** TensorFlow's numbers for the types of values that are used here. */
export const Type = {
  float32: 1,
  float64: 2,
  uint8: 4,
  int32: 3,
  string: 7,
  complex64: 8,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  resource: 20,
} as const;

/** Bytes of one value. */
export const BYTES: Readonly<Record<number, number>> = {
  [Type.float32]: 4,
  [Type.int32]: 4,
  [Type.bool]: 1,
  [Type.bfloat16]: 2,
  [Type.int64]: 8,
};

/** TensorFlow's type for one of TensorFlow.js. */
export function typeOf(dtype: tf.DataType): number {
  if (dtype === "float32" || dtype === "int32" || dtype === "bool") return Type[dtype];
  throw new TypeError(
    `Cannot compute with values of type "${dtype}" on TensorFlow: it must be float32, int32 or bool`,
  );
}

/** TensorFlow.js's type for one of TensorFlow; bfloat16 passes as float32 and is read as such. */
export function dtypeOf(type: number): tf.DataType {
  if (type === Type.float32 || type === Type.bfloat16) return "float32";
  if (type === Type.int32 || type === Type.int64) return "int32";
  if (type === Type.bool) return "bool";
  throw new TypeError(`Cannot take values of TensorFlow's type ${type} to TensorFlow.js`);
}
