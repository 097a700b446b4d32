// Small vector helpers. AssemblyScript, not TypeScript for Deno: usize, v128 and f32x4 are built in.

/** Bytes of a float. */
export const FLOAT: usize = 4;

/** `a * b + c`: fused where the engine has relaxed SIMD, in two roundings otherwise. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  else return f32x4.add(f32x4.mul(a, b), c);
}

/** `c - a * b`. */
// @ts-ignore: decorator
@inline
export function nmadd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  else return f32x4.sub(c, f32x4.mul(a, b));
}

/** Copies `count` floats; the ranges must not overlap. */
export function copyFloats(to: usize, from: usize, count: i32): void {
  const end = to + (<usize> count << 2);
  while (to + 16 <= end) {
    v128.store(to, v128.load(from));
    to += 16;
    from += 16;
  }
  while (to < end) {
    store<f32>(to, load<f32>(from));
    to += 4;
    from += 4;
  }
}

/** Writes `count` zeros. */
export function zeroFloats(to: usize, count: i32): void {
  const end = to + (<usize> count << 2);
  const zero = f32x4.splat(0);
  while (to + 16 <= end) {
    v128.store(to, zero);
    to += 16;
  }
  while (to < end) {
    store<f32>(to, 0);
    to += 4;
  }
}

/** `to += from`, `count` floats. */
export function addFloats(to: usize, from: usize, count: i32): void {
  const end = to + (<usize> count << 2);
  while (to + 16 <= end) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    to += 16;
    from += 16;
  }
  while (to < end) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
    to += 4;
    from += 4;
  }
}

/** First of the items that part `part` of `parts` does, of `count` items in runs of `unit`. */
// @ts-ignore: decorator
@inline
export function firstOf(part: i32, parts: i32, count: i32, unit: i32): i32 {
  const units = (count + unit - 1) / unit;
  const first = <i32> (<i64> units * part / parts) * unit;
  return min(first, count);
}
