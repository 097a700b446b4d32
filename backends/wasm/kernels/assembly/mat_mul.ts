// Products of matrices that TensorFlow.js multiplies: transposed or not, in batches, with a bias.
import { copyFloats, firstOf } from "./simd";
import { gemm } from "./gemm";
import { packPanel, packPanelT } from "./pack";

/** `b [k, n]`, or its transpose where `transposed` (stored `[n, k]`), into panels. */
export function packMatrix(
  b: usize,
  to: usize,
  k: i32,
  n: i32,
  transposed: bool,
  part: i32,
  parts: i32,
): void {
  const end = firstOf(part + 1, parts, n, 8);
  for (let n0 = firstOf(part, parts, n, 8); n0 < end; n0 += 8) {
    const panel = to + (<usize> n0 * k << 2);
    if (transposed) packPanelT(b, k, panel, k, n, n0);
    else packPanel(b, n, panel, k, n, n0);
  }
}

/**
 * `c [m,n] = a [m,k] b [k,n] (+ bias [n])`, b packed, a stored `[k,m]` where `transposed`. Scratch a
 * slot: `32 + rows * k` floats.
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
  part: i32,
  parts: i32,
  slot: i32,
): void {
  const edge = scratch + <usize> slot * scratchSize, block = edge + 128;
  const end = firstOf(part + 1, parts, m, 4);
  for (let i = firstOf(part, parts, m, 4); i < end; i += rows) {
    const count = min(rows, end - i);
    let from = a + (<usize> i * k << 2);
    if (transposed) {
      transposeRows(a + (<usize> i << 2), m, block, count, k);
      from = block;
    }
    const to = c + (<usize> i * n << 2);
    if (bias) {
      for (let r = 0; r < count; r++) copyFloats(to + (<usize> r * n << 2), bias, n);
    }
    gemm(from, k, b, to, n, count, n, k, bias !== 0, edge);
  }
}

/** `to [count, k]` from `from [k, count]` whose rows lie `pitch` floats apart. */
function transposeRows(from: usize, pitch: i32, to: usize, count: i32, k: i32): void {
  const rowFrom = <usize> pitch << 2, rowTo = <usize> k << 2;
  for (let j = 0; j < k; j++) {
    let p = to + (<usize> j << 2);
    for (let i = 0; i < count; i++) {
      store<f32>(p, load<f32>(from + (<usize> i << 2)));
      p += rowTo;
    }
    from += rowFrom;
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
