/** How well this engine does vectors: with fused multiply-add, without, or (absent) not at all. */
export type SimdLevel = "relaxed" | "plain";

/** A module of one function of type `v128 -> v128` with this body. */
function module(...body: number[]): Uint8Array<ArrayBuffer> {
  const header = [0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 123, 1, 123, 3, 2, 1, 0];
  return Uint8Array.of(...header, 10, body.length + 4, 1, body.length + 2, 0, ...body, 11);
}

/** `f32x4.add(x, x)` */
const plain = module(32, 0, 32, 0, 253, 228, 1);
/** `f32x4.relaxed_madd(x, x, x)` */
const relaxed = module(32, 0, 32, 0, 32, 0, 253, 133, 2);

/** The best level this engine can run. */
export function simdLevel(): SimdLevel | undefined {
  if (WebAssembly.validate(relaxed)) return "relaxed";
  return WebAssembly.validate(plain) ? "plain" : undefined;
}
