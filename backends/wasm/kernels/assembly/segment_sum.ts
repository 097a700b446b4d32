// The gradient of a gather: rows added up by the place they came from.
import { addFloats, zeroFloats } from "./simd";

/**
 * `out [segments, size]`: row `ids[i]` is the sum of the rows i of `x [rows, size]`. A part does its
 * own segments, in the order of the rows; rows of no segment (a negative id) count nowhere.
 */
export function segmentSum(
  x: usize,
  ids: usize,
  out: usize,
  rows: i32,
  size: i32,
  segments: i32,
  part: i32,
  parts: i32,
): void {
  const begin = segments * part / parts, end = segments * (part + 1) / parts;
  zeroFloats(out + (<usize> begin * size << 2), (end - begin) * size);
  for (let i = 0; i < rows; i++) {
    const id = load<i32>(ids + (<usize> i << 2));
    if (id < begin || id >= end) continue;
    addFloats(out + (<usize> id * size << 2), x + (<usize> i * size << 2), size);
  }
}
