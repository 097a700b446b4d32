// Convolutions of three by three, stride one and padding one, by Winograd's F(4x4, 3x3): 36
// products of matrices a tile of sixteen pixels, a quarter of the multiplications. Input channels
// and output channels are multiples of eight.
import { firstOf, zeroFloats } from "./simd";
import { tile } from "./gemm";
import { transposeRows } from "./pack";
import { filterGradientLine, filterLine } from "./winograd_transforms";
import {
  gradientTile,
  inputTile,
  outputTile,
  PLACE,
  Place,
  placeInput,
  placeOutput,
  TILE,
} from "./winograd_tiles";

/** Bytes of scratch beside the zeros and the transformed tiles: four places, work, four tiles. */
const FIXED: usize = 4 * PLACE + TILE + 4 * TILE;

/** The filter `[3,3,ci,co]` transformed and packed: `[36][co/8][ci][8]`. Scratch: 27 vectors a slot. */
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
  const size = <usize> (ci * co) << 2;
  const end = firstOf(part + 1, parts, ci, 1);
  for (let i = firstOf(part, parts, ci, 1); i < end; i++) {
    for (let c = 0; c < co; c += 4) {
      const from = w + (<usize> (i * co + c) << 2);
      const u = to + (<usize> ((c >> 3) * ci * 8 + i * 8 + (c & 4)) << 2);
      for (let x: usize = 0; x < 3; x++) {
        filterLine(from + x * size, 3 * size, work + (x << 4), 48);
      }
      for (let y: usize = 0; y < 6; y++) filterLine(work + y * 48, 16, u + 6 * y * size, size);
    }
  }
}

/**
 * The filter of the input gradient, turned round and with its channels exchanged:
 * `[36][ci/8][co][8]`. Scratch: 36 vectors a slot.
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
  const size = <usize> (ci * co) << 2, row = <usize> co << 2;
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
        const u = to + (<usize> ((i >> 3) * co * 8 + (c + <i32> q) * 8 + (i & 4)) << 2);
        for (let x: usize = 0; x < 3; x++) filterLine(from + (x << 4), 48, work + (x << 4), 48);
        for (let y: usize = 0; y < 6; y++) filterLine(work + y * 48, 16, u + 6 * y * size, size);
      }
    }
  }
}

/**
 * `y [n,h,w,co]` of `x [n,h,w,ci]` and a transformed filter, `tiles` tiles (a multiple of four) at a
 * time. Scratch a slot, in floats: `752 + 6 ci + 36 tiles (ci + co)`.
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
  const places = scratch + <usize> slot * scratchSize, work = places + 4 * PLACE;
  const block = work + TILE, zeros = places + FIXED;
  const input = zeros + (<usize> ci * 24), output = input + (<usize> (36 * tiles * ci) << 2);
  zeroFloats(zeros, 6 * ci);
  const count = n * ((h + 3) >> 2) * ((w + 3) >> 2);
  const pixelIn = <usize> ci << 2, pixelOut = <usize> co << 2;
  const pointIn = <usize> (tiles * ci) << 2, pointOut = <usize> (tiles * co) << 2;
  const end = firstOf(part + 1, parts, count, 4);
  for (let t0 = firstOf(part, parts, count, 4); t0 < end; t0 += tiles) {
    const t1 = min(t0 + tiles, end);
    for (let t = t0; t < t1; t += 4) {
      for (let q = 0; q < 4; q++) {
        // tiles beyond the last one repeat it: their results are not kept
        const place = changetype<Place>(places + <usize> q * PLACE);
        placeInput(place, min(t + q, t1 - 1), x, zeros, h, w, ci);
      }
      const group = input + (<usize> ((t - t0) * ci) << 2);
      for (let at: usize = 0; at < pixelIn; at += 16) {
        for (let q: usize = 0; q < 4; q++) {
          inputTile(changetype<Place>(places + q * PLACE), at, pixelIn, work, block + q * TILE, 16);
        }
        let to = group + (at << 2);
        for (let j = block, last = block + TILE; j < last; j += 16) {
          transposeRows(j, j + TILE, j + 2 * TILE, j + 3 * TILE, to, 4, 16);
          to += pointIn;
        }
      }
    }
    products(input, filter, output, ci, co, tiles, t1 - t0);
    const place = changetype<Place>(places);
    for (let t = t0; t < t1; t++) {
      placeOutput(place, t, y, 0, h, w, co);
      const from = output + (<usize> ((t - t0) * co) << 2);
      for (let at: usize = 0; at < pixelOut; at += 16) {
        outputTile(from + at, pointOut, work, place, at, pixelOut);
      }
    }
  }
}

/** The 36 products of `count` tiles: `[36][tiles/4][ci][4]` by `[36][co/8][ci][8]`. */
function products(
  input: usize,
  filter: usize,
  output: usize,
  ci: i32,
  co: i32,
  tiles: i32,
  count: i32,
): void {
  const row = <usize> co << 2, group = <usize> ci << 4;
  for (let j = 0; j < 36; j++) {
    const a = input + (<usize> (j * tiles * ci) << 2);
    const c = output + (<usize> (j * tiles * co) << 2);
    let panel = filter + (<usize> (j * ci * co) << 2);
    for (let at: usize = 0; at < row; at += 32) {
      let ap = a, cp = c + at;
      for (let t = 0; t < count; t += 4) {
        tile(ap, panel, cp, row, ci, false);
        ap += group;
        cp += row << 2;
      }
      panel += <usize> ci << 5;
    }
  }
}

/**
 * This part's share of the gradient of the transformed filter, `sums [parts][36][ci][co]`. Scratch a
 * slot, in floats: `752 + 6 max(ci, co) + 36 tiles (ci + co)`.
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
  const places = scratch + <usize> slot * scratchSize, work = places + 4 * PLACE;
  const zeros = places + FIXED, input = zeros + (<usize> max(ci, co) * 24);
  const gradient = input + (<usize> (36 * tiles * ci) << 2);
  const sum = sums + (<usize> part * 144 * ci * co);
  zeroFloats(zeros, 6 * max(ci, co));
  const count = n * ((h + 3) >> 2) * ((w + 3) >> 2);
  const pixelIn = <usize> ci << 2, pixelOut = <usize> co << 2, row = <usize> co << 2;
  const place = changetype<Place>(places);
  const begin = firstOf(part, parts, count, 1), end = firstOf(part + 1, parts, count, 1);
  if (begin === end) zeroFloats(sum, 36 * ci * co);
  for (let t0 = begin; t0 < end; t0 += tiles) {
    const t1 = min(t0 + tiles, end), depth = t1 - t0;
    // panels [36][ci/4][depth][4] and [36][co/8][depth][8]
    const pointIn = <usize> (depth * ci) << 2, pointOut = <usize> (depth * co) << 2;
    for (let t = t0; t < t1; t++) {
      placeInput(place, t, x, zeros, h, w, ci);
      let to = input + (<usize> (t - t0) << 4);
      for (let at: usize = 0; at < pixelIn; at += 16) {
        inputTile(place, at, pixelIn, work, to, pointIn);
        to += <usize> depth << 4;
      }
      placeOutput(place, t, dy, zeros, h, w, co);
      to = gradient + (<usize> (t - t0) << 5);
      for (let at: usize = 0; at < pixelOut; at += 32) {
        gradientTile(place, at, pixelOut, work, to, pointOut);
        gradientTile(place, at + 16, pixelOut, work, to + 16, pointOut);
        to += <usize> depth << 5;
      }
    }
    for (let j = 0; j < 36; j++) {
      let b = gradient + <usize> j * pointOut;
      for (let at: usize = 0; at < row; at += 32) {
        let a = input + <usize> j * pointIn, c = sum + (<usize> (j * ci * co) << 2) + at;
        for (let i = 0; i < ci; i += 4) {
          tile(a, b, c, row, depth, t0 > begin);
          a += <usize> depth << 4;
          c += row << 2;
        }
        b += <usize> depth << 5;
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
