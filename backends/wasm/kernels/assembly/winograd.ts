// Convolutions of three by three, stride one and padding one, by Winograd's F(4x4, 3x3): 36
// products of matrices a tile of sixteen pixels, a quarter of the multiplications. Input channels
// and output channels are multiples of eight.
import { firstOf, zeroFloats } from "./simd";
import { tile } from "./gemm";
import { transposeRows } from "./pack";
import { filterGradientLine, filterLine } from "./winograd_transforms";
import {
  BLOCK,
  gradientTile,
  inputTile,
  outputTile,
  placeInput,
  placeOutput,
  prepare,
  TILE,
  transposeTiles,
  ZEROS,
} from "./winograd_tiles";

/** Floats between the points of a transform that would else fall on the same lines of the cache. */
const GAP: i32 = 16;

/**
 * The filter `[3,3,ci,co]` transformed and packed: `[co/8][36][8 ci + 16]`, of which the last 16 are
 * not used. Scratch: 36 vectors a slot.
 */
export function winogradFilter(
  w: usize,
  to: usize,
  scratch: usize,
  ci: i32,
  co: i32,
  part: i32,
  parts: i32,
  slot: i32,
): void {
  const work = scratch + <usize> slot * TILE;
  const size = <usize> (ci * co) << 2, point = <usize> (8 * ci + GAP) << 2;
  const end = firstOf(part + 1, parts, ci, 1);
  for (let i = firstOf(part, parts, ci, 1); i < end; i++) {
    for (let c = 0; c < co; c += 4) {
      const from = w + (<usize> (i * co + c) << 2);
      const u = to + <usize> (c >> 3) * 36 * point + (<usize> (i * 8 + (c & 4)) << 2);
      for (let x: usize = 0; x < 3; x++) {
        filterLine(from + x * size, 3 * size, work + (x << 4), 48);
      }
      for (let y: usize = 0; y < 6; y++) filterLine(work + y * 48, 16, u + 6 * y * point, point);
    }
  }
}

/**
 * The filter of the input gradient, turned round and with its channels exchanged:
 * `[ci/8][36][8 co + 16]`. Scratch: 72 vectors a slot.
 */
export function winogradFlipped(
  w: usize,
  to: usize,
  scratch: usize,
  ci: i32,
  co: i32,
  part: i32,
  parts: i32,
  slot: i32,
): void {
  const block = scratch + <usize> slot * 2 * TILE, work = block + TILE;
  const size = <usize> (ci * co) << 2, row = <usize> co << 2, point = <usize> (8 * co + GAP) << 2;
  const end = firstOf(part + 1, parts, ci, 4);
  for (let i = firstOf(part, parts, ci, 4); i < end; i += 4) {
    for (let c = 0; c < co; c += 4) {
      // nine taps of four by four channels, turned: [channel][tap]
      for (let t: usize = 0; t < 9; t++) {
        const from = w + (8 - t) * size + (<usize> (i * co + c) << 2);
        transposeRows(from, from + row, from + 2 * row, from + 3 * row, block + (t << 4), 4, 144);
      }
      for (let q: usize = 0; q < 4; q++) {
        const from = block + q * 144;
        const u = to + <usize> (i >> 3) * 36 * point +
          (<usize> ((c + <i32> q) * 8 + (i & 4)) << 2);
        for (let x: usize = 0; x < 3; x++) filterLine(from + (x << 4), 48, work + (x << 4), 48);
        for (let y: usize = 0; y < 6; y++) filterLine(work + y * 48, 16, u + 6 * y * point, point);
      }
    }
  }
}

/**
 * `y [n,h,w,co]` of `x [n,h,w,ci]` and a transformed filter, `tiles` tiles (a multiple of four) at a
 * time. Scratch a slot, in floats: `1920 + 6 max(ci, co) + 36 tiles (ci + co)`.
 */
export function winogradForward(
  x: usize,
  filter: usize,
  y: usize,
  scratch: usize,
  scratchSize: i32,
  n: i32,
  h: i32,
  w: i32,
  ci: i32,
  co: i32,
  tiles: i32,
  part: i32,
  parts: i32,
  slot: i32,
): void {
  const bench = scratch + <usize> slot * scratchSize;
  const pointIn = <usize> (tiles * ci + GAP) << 2, pointOut = <usize> (tiles * co + GAP) << 2;
  const input = bench + ZEROS + <usize> max(ci, co) * 24, output = input + 36 * pointIn;
  prepare(bench, max(ci, co));
  const count = n * ((h + 3) >> 2) * ((w + 3) >> 2);
  const pixelIn = <usize> ci << 2, pixelOut = <usize> co << 2;
  const end = firstOf(part + 1, parts, count, 4);
  for (let t0 = firstOf(part, parts, count, 4); t0 < end; t0 += tiles) {
    const t1 = min(t0 + tiles, end);
    for (let t = t0; t < t1; t += 4) {
      // tiles beyond the last one repeat it: their results are not kept
      for (let q = 0; q < 4; q++) placeInput(bench, q, min(t + q, t1 - 1), x, h, w, ci);
      let to = input + (<usize> ((t - t0) * ci) << 2);
      for (let at: usize = 0; at < pixelIn; at += 16) {
        for (let q = 0; q < 4; q++) {
          inputTile(bench, q, at, pixelIn, bench + BLOCK + <usize> q * TILE, 16);
        }
        transposeTiles(bench, to, pointIn);
        to += 64;
      }
    }
    products(input, pointIn, filter, output, pointOut, ci, co, t1 - t0);
    for (let t = t0; t < t1; t++) {
      placeOutput(bench, 0, t, y, h, w, co);
      const from = output + (<usize> ((t - t0) * co) << 2);
      for (let at: usize = 0; at < pixelOut; at += 16) {
        outputTile(bench, 0, from + at, pointOut, at, pixelOut);
      }
    }
  }
}

/** The 36 products of `count` tiles: `[36][tiles/4][ci][4]` by `[co/8][36][ci][8]`. */
function products(
  input: usize,
  pointIn: usize,
  filter: usize,
  output: usize,
  pointOut: usize,
  ci: i32,
  co: i32,
  count: i32,
): void {
  const row = <usize> co << 2, group = <usize> ci << 4;
  const point = <usize> (8 * ci + GAP) << 2;
  for (let j = 0; j < 36; j++) {
    let panel = filter + <usize> j * point;
    for (let at: usize = 0; at < row; at += 32) {
      let a = input, c = output + at;
      for (let t = 0; t < count; t += 4) {
        tile(a, panel, c, row, ci, false);
        a += group;
        c += row << 2;
      }
      panel += 36 * point;
    }
    input += pointIn;
    output += pointOut;
  }
}

/**
 * This part's share of the gradient of the transformed filter, `sums [parts][36][ci][co]`, `tiles`
 * tiles (a multiple of four) at a time. Scratch as for `winogradForward`.
 */
export function winogradFilterGradient(
  x: usize,
  dy: usize,
  sums: usize,
  scratch: usize,
  scratchSize: i32,
  n: i32,
  h: i32,
  w: i32,
  ci: i32,
  co: i32,
  tiles: i32,
  part: i32,
  parts: i32,
  slot: i32,
): void {
  const bench = scratch + <usize> slot * scratchSize;
  const pointIn = <usize> (tiles * ci + GAP) << 2, pointOut = <usize> (tiles * co + GAP) << 2;
  const input = bench + ZEROS + <usize> max(ci, co) * 24, gradient = input + 36 * pointIn;
  const sum = sums + <usize> part * 144 * ci * co;
  prepare(bench, max(ci, co));
  const count = n * ((h + 3) >> 2) * ((w + 3) >> 2);
  const pixelIn = <usize> ci << 2, pixelOut = <usize> co << 2, row = <usize> co << 2;
  // panels [36][ci/4][tiles][4] and [36][co/8][tiles][8]
  const panelIn = <usize> tiles << 4, panelOut = <usize> tiles << 5;
  const begin = firstOf(part, parts, count, 1), end = firstOf(part + 1, parts, count, 1);
  if (begin === end) zeroFloats(sum, 36 * ci * co);
  for (let t0 = begin; t0 < end; t0 += tiles) {
    const t1 = min(t0 + tiles, end), depth = t1 - t0;
    for (let t = t0; t < t1; t += 4) {
      const group = min(4, t1 - t);
      for (let q = 0; q < group; q++) placeInput(bench, q, t + q, x, h, w, ci);
      let to = input + (<usize> (t - t0) << 4);
      for (let at: usize = 0; at < pixelIn; at += 16) {
        for (let q = 0; q < group; q++) {
          inputTile(bench, q, at, pixelIn, to + (<usize> q << 4), pointIn);
        }
        to += panelIn;
      }
      for (let q = 0; q < group; q++) placeOutput(bench, q, t + q, dy, h, w, co);
      to = gradient + (<usize> (t - t0) << 5);
      for (let at: usize = 0; at < pixelOut; at += 32) {
        for (let q = 0; q < group; q++) {
          const line = to + (<usize> q << 5);
          gradientTile(bench, q, at, pixelOut, line, pointOut);
          gradientTile(bench, q, at + 16, pixelOut, line + 16, pointOut);
        }
        to += panelOut;
      }
    }
    for (let j = 0; j < 36; j++) {
      let b = gradient + <usize> j * pointOut;
      for (let at: usize = 0; at < row; at += 32) {
        let a = input + <usize> j * pointIn, c = sum + (<usize> (j * ci * co) << 2) + at;
        for (let i = 0; i < ci; i += 4) {
          tile(a, b, c, row, depth, t0 > begin);
          a += panelIn;
          c += row << 2;
        }
        b += panelOut;
      }
    }
  }
}

/** The gradient of the filter `[3,3,ci,co]` from the sums of `terms` parts. Scratch: 54 vectors a slot. */
export function winogradFilterFinish(
  sums: usize,
  dw: usize,
  scratch: usize,
  terms: i32,
  ci: i32,
  co: i32,
  part: i32,
  parts: i32,
  slot: i32,
): void {
  const block = scratch + <usize> slot * 2 * TILE, work = block + TILE;
  const size = <usize> (ci * co) << 2;
  const end = firstOf(part + 1, parts, ci * co, 4);
  for (let p = firstOf(part, parts, ci * co, 4); p < end; p += 4) {
    let from = sums + (<usize> p << 2);
    let source = from, pitch = size;
    if (terms > 1) {
      for (let j: usize = 0; j < 36; j++) {
        let total = v128.load(from);
        for (let q = 1; q < terms; q++) {
          total = f32x4.add(total, v128.load(from + <usize> q * 36 * size));
        }
        v128.store(block + (j << 4), total);
        from += size;
      }
      source = block;
      pitch = 16;
    }
    for (let j: usize = 0; j < 6; j++) {
      filterGradientLine(source + j * pitch, 6 * pitch, work + (j << 4), 96);
    }
    const to = dw + (<usize> p << 2);
    for (let i: usize = 0; i < 3; i++) {
      filterGradientLine(work + i * 96, 16, to + 3 * i * size, size);
    }
  }
}
