import { firstOf } from "./simd";

/** `sum = a + b`, `count` floats. */
export function addTensors(
  a: usize,
  b: usize,
  sum: usize,
  count: i32,
  part: i32,
  parts: i32,
): void {
  let at = <usize> firstOf(part, parts, count, 4) << 2;
  const end = <usize> firstOf(part + 1, parts, count, 4) << 2;
  for (; at + 16 <= end; at += 16) {
    v128.store(sum + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
  }
  for (; at < end; at += 4) store<f32>(sum + at, load<f32>(a + at) + load<f32>(b + at));
}
