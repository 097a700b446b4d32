// Matrices into panels of eight columns, as gemm.ts reads them.
import { copyFloats, firstOf, zeroFloats } from "./simd";

/** Columns `n0 .. n0+7` of `b [k, n]` (rows `ldb` floats apart) as one panel `[k][8]`. */
export function packPanel(b: usize, ldb: i32, to: usize, k: i32, n: i32, n0: i32): void {
  const width = n - n0;
  let from = b + (<usize> n0 << 2);
  const row = <usize> ldb << 2;
  if (width >= 8) {
    for (let i = 0; i < k; i++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += row;
      to += 32;
    }
  } else {
    for (let i = 0; i < k; i++) {
      copyFloats(to, from, width);
      zeroFloats(to + (<usize> width << 2), 8 - width);
      from += row;
      to += 32;
    }
  }
}

/**
 * Columns `n0 .. n0+7` of the transpose of `b [n, k]` (rows `ldb` floats apart) as one panel
 * `[k][8]`.
 */
export function packPanelT(b: usize, ldb: i32, to: usize, k: i32, n: i32, n0: i32): void {
  const width = min(8, n - n0), row = <usize> ldb << 2;
  let from = b + <usize> n0 * row;
  let i = 0;
  if (width === 8) {
    const r1 = row, r2 = row * 2, r3 = row * 3, half = row * 4;
    for (; i + 4 <= k; i += 4) {
      transpose4(from, r1, r2, r3, to);
      transpose4(from + half, r1, r2, r3, to + 16);
      from += 16;
      to += 128;
    }
  }
  for (; i < k; i++) {
    for (let j = 0; j < 8; j++) {
      store<f32>(to + (<usize> j << 2), j < width ? load<f32>(from + <usize> j * row) : 0);
    }
    from += 4;
    to += 32;
  }
}

/** A 4x4 block with rows at `from + 0, r1, r2, r3`, transposed into rows 32 bytes apart. */
// @ts-ignore: decorator
@inline
export function transpose4(from: usize, r1: usize, r2: usize, r3: usize, to: usize): void {
  const a = v128.load(from), b = v128.load(from + r1);
  const c = v128.load(from + r2), d = v128.load(from + r3);
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5), cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7), 32);
  v128.store(to, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5), 64);
  v128.store(to, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7), 96);
}

/** A filter `[k, co]` (k = kernel height x width x ci) into panels of eight output channels. */
export function packFilter(w: usize, to: usize, k: i32, co: i32, part: i32, parts: i32): void {
  const end = firstOf(part + 1, parts, co, 8);
  for (let n0 = firstOf(part, parts, co, 8); n0 < end; n0 += 8) {
    packPanel(w, co, to + (<usize> n0 * k << 2), k, co, n0);
  }
}

/**
 * The transpose of a filter `[taps, ci, co]` into panels of eight input channels, `[ci/8][taps, co]
 * [8]`, the taps in reverse order where `flip`: the filter that gives the gradient of the input.
 */
export function packFilterFlipped(
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

/** The transpose of a filter `[k, co]` into panels of eight rows, `[k/8][co][8]`. */
export function packFilterT(w: usize, to: usize, k: i32, co: i32, part: i32, parts: i32): void {
  const end = firstOf(part + 1, parts, k, 8);
  for (let n0 = firstOf(part, parts, k, 8); n0 < end; n0 += 8) {
    packPanelT(w, co, to + (<usize> n0 * co << 2), co, k, n0);
  }
}
