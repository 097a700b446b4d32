// Products of matrices that TensorFlow.js multiplies: transposed or not, with a bias.
import { clampFloats6 } from "./depthwise";
import { copyFloats, firstOf } from "./simd";
import { gemm } from "./gemm";
import { packColumns, packRows } from "./pack";

/**
 * `c [m,n] = a [m,k] b [k,n] (+ bias [n])`, b packed, a stored `[k,m]` where `transposed`. Scratch a
 * slot: `32 + rows * k` floats, rows a multiple of four. `relu6` puts the results between zero and six.
 */
export function matMul(
  a: usize,
  b: usize,
  bias: usize,
  c: usize,
  scratch: usize,
  scratchSize: i32,
  m: i32,
  n: i32,
  k: i32,
  transposed: bool,
  rows: i32,
  relu6: bool,
  part: i32,
  parts: i32,
  slot: i32,
): void {
  const edge = scratch + <usize> slot * scratchSize, packed = edge + 128;
  const end = firstOf(part + 1, parts, m, 4);
  for (let i = firstOf(part, parts, m, 4); i < end; i += rows) {
    const count = min(rows, end - i);
    if (transposed) packColumns(a + (<usize> i << 2), m, packed, count, k);
    else packRows(a + (<usize> i * k << 2), packed, count, k);
    const to = c + (<usize> i * n << 2);
    if (bias) {
      for (let r = 0; r < count; r++) copyFloats(to + (<usize> r * n << 2), bias, n);
    }
    gemm(packed, b, to, n, count, n, k, bias !== 0, edge);
    if (relu6) clampFloats6(to, count * n);
  }
}

/** Sums of the columns of `x [rows, columns]`. */
export function columnSums(x: usize, out: usize, rows: i32, columns: i32): void {
  let j: usize = 0;
  const row = <usize> columns << 2;
  for (; j + 16 <= row; j += 16) {
    let s = f32x4.splat(0);
    for (let r: usize = 0, p = x + j; r < <usize> rows; r++, p += row) s = f32x4.add(s, v128.load(p));
    v128.store(out + j, s);
  }
  for (; j < row; j += 4) {
    let s: f32 = 0;
    for (let r: usize = 0, p = x + j; r < <usize> rows; r++, p += row) s += load<f32>(p);
    store<f32>(out + j, s);
  }
}
