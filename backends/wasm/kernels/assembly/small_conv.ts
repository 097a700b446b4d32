// Convolutions whose every window sees the whole image, as one product of matrices: the rest of a
// window hangs over the rim, and im2col would multiply zeros.
import { addFloats, copyFloats, firstOf, zeroFloats } from "./simd";

/** The matrix `[h, w, ci][ho, wo, co]` that a whole image is multiplied by; parts are of its rows. */
export function spreadFilter(
  filter: usize,
  matrix: usize,
  h: i32,
  w: i32,
  ci: i32,
  ho: i32,
  wo: i32,
  co: i32,
  _kh: i32,
  kw: i32,
  stride: i32,
  padding: i32,
  part: i32,
  parts: i32,
): void {
  const end = firstOf(part + 1, parts, h * w * ci, 1), size = <usize> co << 2;
  for (let r = firstOf(part, parts, h * w * ci, 1); r < end; r++) {
    const pixel = r / ci, y = pixel / w, x = pixel - y * w, i = r - pixel * ci;
    let to = matrix + <usize> (r * ho * wo) * size;
    for (let oy = 0; oy < ho; oy++) {
      const a = y + padding - oy * stride;
      for (let ox = 0; ox < wo; ox++, to += size) {
        const b = x + padding - ox * stride;
        copyFloats(to, filter + <usize> ((a * kw + b) * ci + i) * size, co);
      }
    }
  }
}

/** The gradient of the filter from that of the matrix; parts are of the rows `[kh, kw, ci]`. */
export function foldFilter(
  matrix: usize,
  filter: usize,
  h: i32,
  w: i32,
  ci: i32,
  ho: i32,
  wo: i32,
  co: i32,
  kh: i32,
  kw: i32,
  stride: i32,
  padding: i32,
  part: i32,
  parts: i32,
): void {
  const end = firstOf(part + 1, parts, kh * kw * ci, 1), size = <usize> co << 2;
  for (let r = firstOf(part, parts, kh * kw * ci, 1); r < end; r++) {
    const tap = r / ci, a = tap / kw, b = tap - a * kw, i = r - tap * ci;
    const to = filter + <usize> r * size;
    zeroFloats(to, co);
    for (let oy = 0; oy < ho; oy++) {
      const y = oy * stride + a - padding;
      if (y < 0 || y >= h) continue;
      for (let ox = 0; ox < wo; ox++) {
        const x = ox * stride + b - padding;
        if (x < 0 || x >= w) continue;
        const row = (y * w + x) * ci + i;
        addFloats(to, matrix + <usize> ((row * ho + oy) * wo + ox) * size, co);
      }
    }
  }
}
