/** Types of numbers that weights are stored in, and their bytes each. */
export const FLOAT_BYTES = { F64: 8, F32: 4, F16: 2, BF16: 2 } as const;

export type FloatType = keyof typeof FLOAT_BYTES;

/** Float32 of every float16: 65,536 numbers, made when first needed. */
let halves: Float32Array | undefined;

/** The number that the 16 bits of a float16 stand for. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1, exponent = bits >> 10 & 31, fraction = bits & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent
    ? sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
    : sign * fraction * 2 ** -24;
}

/**
 * Numbers of a file as float32. Float32 that lies at a multiple of four bytes is not copied.
 *
 * @param bytes The numbers in little-endian order.
 */
export function toFloat32(type: FloatType, bytes: Uint8Array): Float32Array {
  const count = bytes.length / FLOAT_BYTES[type];
  if (type === "F32" && bytes.byteOffset % 4 === 0) {
    return new Float32Array(bytes.buffer, bytes.byteOffset, count);
  }
  // Arrays of numbers must begin at a multiple of their size.
  const copy = bytes.byteOffset % FLOAT_BYTES[type] === 0 ? bytes : bytes.slice();
  if (type === "F32") return new Float32Array(copy.buffer, copy.byteOffset, count);
  if (type === "F64") {
    return Float32Array.from(new Float64Array(copy.buffer, copy.byteOffset, count));
  }
  const bits = new Uint16Array(copy.buffer, copy.byteOffset, count);
  const out = new Float32Array(count);
  if (type === "BF16") {
    // A bfloat16 is the upper half of a float32.
    const words = new Uint32Array(out.buffer);
    for (let i = 0; i < count; i++) words[i] = bits[i] << 16;
    return out;
  }
  halves ??= Float32Array.from({ length: 65536 }, (_, i) => fromHalf(i));
  for (let i = 0; i < count; i++) out[i] = halves[bits[i]];
  return out;
}
