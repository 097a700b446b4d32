// Convolutions of every shape by im2col and matrix products. Images are NHWC, filters HWIO.
// Every export ends in (part, parts, slot): it does its part of the work, with scratch memory of its
// slot (a thread's own) or of its part (what is summed afterwards, in the order of the parts).
import { addFloats, copyFloats, firstOf, zeroFloats } from "./simd";
import { gemm } from "./gemm";
import { columnPanels, pixelPanels } from "./im2col";
import { packPanel, packRows } from "./pack";

/**
 * `y [n,ho,wo,co]` of `x [n,h,w,ci]` and a packed filter, `rows` output pixels (a multiple of four)
 * at a time. Scratch a slot: `32 + 4 * kw * ci + rows * kh * kw * ci` floats.
 */
export function convForward(
  x: usize,
  filter: usize,
  y: usize,
  scratch: usize,
  scratchSize: i32,
  n: i32,
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
  rows: i32,
  part: i32,
  parts: i32,
  slot: i32,
): void {
  const edge = scratch + <usize> slot * scratchSize, rim = edge + 128;
  const columns = rim + (<usize> (kw * ci) << 4);
  const k = kh * kw * ci, pixels = n * ho * wo;
  const end = firstOf(part + 1, parts, pixels, 4);
  for (let p = firstOf(part, parts, pixels, 4); p < end; p += rows) {
    const q = min(p + rows, end);
    pixelPanels(x, columns, rim, p, q, h, w, ci, ho, wo, kh, kw, stride, padding);
    gemm(columns, filter, y + (<usize> p * co << 2), co, q - p, co, k, false, edge);
  }
}

/**
 * Gradient of the input by products and scattered sums, for strides above one; parts are images.
 * `filter` is the packed transpose `[k/8][co][8]`. Scratch a slot: `32 + rows * (co + pitch)` floats,
 * pitch the next multiple of eight of `kh * kw * ci`.
 */
export function convInputGradient(
  dy: usize,
  filter: usize,
  dx: usize,
  scratch: usize,
  scratchSize: i32,
  n: i32,
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
  rows: i32,
  part: i32,
  parts: i32,
  slot: i32,
): void {
  const pitch = (kh * kw * ci + 7) & ~7, area = ho * wo;
  const edge = scratch + <usize> slot * scratchSize, packed = edge + 128;
  const columns = packed + (<usize> rows * co << 2);
  const end = firstOf(part + 1, parts, n, 1);
  for (let image = firstOf(part, parts, n, 1); image < end; image++) {
    const base = dx + (<usize> image * h * w * ci << 2);
    zeroFloats(base, h * w * ci);
    for (let p = 0; p < area; p += rows) {
      const q = min(p + rows, area);
      packRows(dy + (<usize> (image * area + p) * co << 2), packed, q - p, co);
      gemm(packed, filter, columns, pitch, q - p, pitch, co, false, edge);
      for (let i = p; i < q; i++) {
        const oy = i / wo, ox = i - oy * wo;
        const x0 = ox * stride - padding;
        const first = max(0, -x0), last = min(kw, w - x0);
        if (last <= first) continue;
        for (let a = 0; a < kh; a++) {
          const y = oy * stride - padding + a;
          if (y < 0 || y >= h) continue;
          const column = columns + (<usize> ((i - p) * pitch + (a * kw + first) * ci) << 2);
          addFloats(base + (<usize> (y * w + x0 + first) * ci << 2), column, (last - first) * ci);
        }
      }
    }
  }
}

/**
 * This part's share of the gradient of the filter: `sums [parts][k4, co8]`, k4 and co8 rounded up to
 * multiples of four and eight. Scratch a slot: `k4 + rows * (k4 + co8)` floats.
 */
export function convFilterGradient(
  x: usize,
  dy: usize,
  sums: usize,
  scratch: usize,
  scratchSize: i32,
  n: i32,
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
  rows: i32,
  part: i32,
  parts: i32,
  slot: i32,
): void {
  const k = kh * kw * ci, k4 = (k + 3) & ~3, co8 = (co + 7) & ~7;
  const rim = scratch + <usize> slot * scratchSize;
  const columns = rim + (<usize> k4 << 2);
  const panels = columns + (<usize> rows * k4 << 2);
  const sum = sums + (<usize> part * k4 * co8 << 2);
  const pixels = n * ho * wo;
  const begin = firstOf(part, parts, pixels, 4), end = firstOf(part + 1, parts, pixels, 4);
  if (begin === end) zeroFloats(sum, k4 * co8);
  for (let p = begin; p < end; p += rows) {
    const q = min(p + rows, end), count = q - p;
    columnPanels(x, columns, rim, p, q, h, w, ci, ho, wo, kh, kw, stride, padding);
    const from = dy + (<usize> p * co << 2);
    for (let n0 = 0; n0 < co8; n0 += 8) {
      packPanel(from, co, panels + (<usize> n0 * count << 2), count, co, n0);
    }
    gemm(columns, panels, sum, co8, k4, co8, count, p > begin, 0);
  }
}

/** `out [rows, columns]` = the sum of `terms` matrices `[rows, pitch]` that lie `size` floats apart. */
export function sumTerms(
  sums: usize,
  out: usize,
  terms: i32,
  size: i32,
  rows: i32,
  columns: i32,
  pitch: i32,
  part: i32,
  parts: i32,
): void {
  const end = firstOf(part + 1, parts, rows, 1);
  for (let r = firstOf(part, parts, rows, 1); r < end; r++) {
    const to = out + (<usize> r * columns << 2);
    let from = sums + (<usize> r * pitch << 2);
    copyFloats(to, from, columns);
    for (let t = 1; t < terms; t++) {
      from += <usize> size << 2;
      addFloats(to, from, columns);
    }
  }
}
