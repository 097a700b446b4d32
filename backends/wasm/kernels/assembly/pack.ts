// Matrices into the panels that gemm.ts reads: four rows of the left one, eight columns of the right
// one.
import { copyFloats, firstOf, zeroFloats } from "./simd";

/** Four vectors as the columns of a 4x4 block, stored as rows `pitch` bytes apart. */
// @ts-ignore: decorator
@inline
export function storeTransposed(a: v128, b: v128, c: v128, d: v128, to: usize, pitch: usize): void {
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5), cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(to + pitch, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7));
  v128.store(to + 2 * pitch, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5));
  v128.store(to + 3 * pitch, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7));
}

/** Four rows of `count` floats into `[count][4]`, one below the other `pitch` bytes apart. */
export function transposeRows(
  r0: usize,
  r1: usize,
  r2: usize,
  r3: usize,
  to: usize,
  count: i32,
  pitch: usize,
): void {
  const end = r0 + (<usize> count << 2);
  while (r0 + 16 <= end) {
    storeTransposed(v128.load(r0), v128.load(r1), v128.load(r2), v128.load(r3), to, pitch);
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
    to += pitch << 2;
  }
  while (r0 < end) {
    store<f32>(to, load<f32>(r0));
    store<f32>(to, load<f32>(r1), 4);
    store<f32>(to, load<f32>(r2), 8);
    store<f32>(to, load<f32>(r3), 12);
    r0 += 4;
    r1 += 4;
    r2 += 4;
    r3 += 4;
    to += pitch;
  }
}

/** `m` rows of `a [m, k]` into panels of four, the missing rows of the last one zero. */
export function packRows(a: usize, to: usize, m: i32, k: i32): void {
  const row = <usize> k << 2;
  for (let i = 0; i < m; i += 4) {
    if (m - i >= 4) transposeRows(a, a + row, a + 2 * row, a + 3 * row, to, k, 16);
    else {
      zeroFloats(to, 4 * k);
      for (let r = 0; r < m - i; r++) {
        for (let j: usize = 0; j < <usize> k; j++) {
          store<f32>(to + (j << 4) + (<usize> r << 2), load<f32>(a + <usize> r * row + (j << 2)));
        }
      }
    }
    a += row << 2;
    to += row << 2;
  }
}

/** `m` columns of `a [k, m]` (rows `lda` floats apart) into panels of four. */
export function packColumns(a: usize, lda: i32, to: usize, m: i32, k: i32): void {
  const row = <usize> lda << 2;
  for (let i = 0; i < m; i += 4) {
    let from = a + (<usize> i << 2);
    const width = min(4, m - i);
    for (let j = 0; j < k; j++) {
      if (width === 4) v128.store(to, v128.load(from));
      else {
        v128.store(to, f32x4.splat(0));
        copyFloats(to, from, width);
      }
      from += row;
      to += 16;
    }
  }
}

/** Columns `n0 .. n0+7` of `b [k, n]` (rows `ldb` floats apart) as one panel `[k][8]`. */
export function packPanel(b: usize, ldb: i32, to: usize, k: i32, n: i32, n0: i32): void {
  const width = n - n0;
  let from = b + (<usize> n0 << 2);
  const row = <usize> ldb << 2;
  for (let i = 0; i < k; i++) {
    if (width >= 8) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
    } else {
      copyFloats(to, from, width);
      zeroFloats(to + (<usize> width << 2), 8 - width);
    }
    from += row;
    to += 32;
  }
}

/**
 * Columns `n0 .. n0+7` of the transpose of `b [n, k]` (rows `ldb` floats apart) as one panel
 * `[k][8]`.
 */
export function packPanelT(b: usize, ldb: i32, to: usize, k: i32, n: i32, n0: i32): void {
  const width = min(8, n - n0), row = <usize> ldb << 2;
  const from = b + <usize> n0 * row;
  if (width === 8) {
    transposeRows(from, from + row, from + 2 * row, from + 3 * row, to, k, 32);
    const half = from + 4 * row;
    transposeRows(half, half + row, half + 2 * row, half + 3 * row, to + 16, k, 32);
    return;
  }
  for (let i: usize = 0; i < <usize> k; i++) {
    for (let j: usize = 0; j < 8; j++) {
      const value = <i32> j < width ? load<f32>(from + j * row + (i << 2)) : 0;
      store<f32>(to + (i << 5) + (j << 2), value);
    }
  }
}

/** `b [k, n]`, or its transpose where `transposed` (stored `[n, k]`), into panels of eight columns. */
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
 * The transpose of a filter `[taps, ci, co]` into panels of eight input channels, `[ci/8][taps, co]
 * [8]`, the taps in reverse order: the filter that gives the gradient of the input.
 */
export function packFlipped(
  w: usize,
  to: usize,
  taps: i32,
  ci: i32,
  co: i32,
  part: i32,
  parts: i32,
): void {
  const end = firstOf(part + 1, parts, ci, 8);
  const k = taps * co;
  for (let n0 = firstOf(part, parts, ci, 8); n0 < end; n0 += 8) {
    for (let t = 0; t < taps; t++) {
      const from = w + (<usize> (taps - 1 - t) * ci * co << 2);
      packPanelT(from, co, to + ((<usize> n0 * k + <usize> t * co * 8) << 2), co, ci, n0);
    }
  }
}
