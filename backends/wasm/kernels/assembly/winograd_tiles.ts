// The two-dimensional transforms of tiles: six by six pixels of the input, four by four of the
// output. Where a tile hangs over the rim of the image it sees zeros and writes nothing.
import { zeroFloats } from "./simd";
import { storeTransposed } from "./pack";
import { gradientLine, inputLine, outputLine } from "./winograd_transforms";

/** Bytes of 36 vectors. */
export const TILE: usize = 576;

/** Where a tile lies: addresses of its rows, and which of its columns are inside. 32 bytes. */
@unmanaged
export class Place {
  row0: usize;
  row1: usize;
  row2: usize;
  row3: usize;
  row4: usize;
  row5: usize;
  first: i32;
  last: i32;
}

/** Bytes of a place. */
const PLACE: usize = 32;
/** A thread's scratch, its bench: four places, a tile in work, a block of four, four, zeros. */
const WORK: usize = 128, FOUR: usize = 128 + 5 * TILE;
export const BLOCK: usize = 128 + TILE, ZEROS: usize = FOUR + 64;

/** Makes a thread's scratch ready for tiles of up to `channels` channels. */
export function prepare(bench: usize, channels: i32): void {
  store<f32>(bench + FOUR, 4);
  zeroFloats(bench + ZEROS, 6 * channels);
}

/** Place number `q` of four. */
// @ts-ignore: decorator
@inline
export function placeOf(bench: usize, q: i32): Place {
  return changetype<Place>(bench + <usize> q * PLACE);
}

/** Rows of the window of tile `t`; rows outside are at the zeros. */
export function placeInput(bench: usize, q: i32, t: i32, x: usize, h: i32, w: i32, c: i32): void {
  const place = placeOf(bench, q), zeros = bench + ZEROS;
  const th = (h + 3) >> 2, tw = (w + 3) >> 2;
  const image = t / (th * tw), rest = t - image * th * tw, ty = rest / tw, tx = rest - ty * tw;
  const y = 4 * ty - 1, left = 4 * tx - 1;
  const row = <usize> (w * c) << 2;
  const base = x + (<usize> ((image * h + y) * w + left) * c << 2);
  place.row0 = y >= 0 ? base : zeros;
  place.row1 = base + row;
  place.row2 = y + 2 < h ? base + 2 * row : zeros;
  place.row3 = y + 3 < h ? base + 3 * row : zeros;
  place.row4 = y + 4 < h ? base + 4 * row : zeros;
  place.row5 = y + 5 < h ? base + 5 * row : zeros;
  place.first = left < 0 ? 1 : 0;
  place.last = min(6, w - left);
}

/** Rows of the four by four pixels of tile `t` of an output; rows outside are at the zeros. */
export function placeOutput(bench: usize, q: i32, t: i32, y: usize, h: i32, w: i32, c: i32): void {
  const place = placeOf(bench, q), zeros = bench + ZEROS;
  const th = (h + 3) >> 2, tw = (w + 3) >> 2;
  const image = t / (th * tw), rest = t - image * th * tw, ty = rest / tw, tx = rest - ty * tw;
  const row = <usize> (w * c) << 2;
  const base = y + (<usize> ((image * h + 4 * ty) * w + 4 * tx) * c << 2);
  place.row0 = base;
  place.row1 = 4 * ty + 1 < h ? base + row : zeros;
  place.row2 = 4 * ty + 2 < h ? base + 2 * row : zeros;
  place.row3 = 4 * ty + 3 < h ? base + 3 * row : zeros;
  place.first = min(4, h - 4 * ty);
  place.last = min(4, w - 4 * tx);
}

/**
 * Bᵀ d B of place `q`, the four channels at byte `at` of each pixel: 36 vectors, `step` bytes apart.
 */
export function inputTile(
  bench: usize,
  q: i32,
  at: usize,
  pixel: usize,
  to: usize,
  step: usize,
): void {
  const place = placeOf(bench, q), four = v128.load32_splat(bench + FOUR);
  const first = place.first, last = place.last;
  let r0 = place.row0 + at, r1 = place.row1 + at, r2 = place.row2 + at;
  let r3 = place.row3 + at, r4 = place.row4 + at, r5 = place.row5 + at;
  let column = bench + WORK;
  for (let j = 0; j < 6; j++) {
    if (j >= first && j < last) {
      inputLine(
        v128.load(r0),
        v128.load(r1),
        v128.load(r2),
        v128.load(r3),
        v128.load(r4),
        v128.load(r5),
        four,
        column,
        96,
      );
    } else {
      const zero = f32x4.splat(0);
      for (let i: usize = 0; i < TILE; i += 96) v128.store(column + i, zero);
    }
    r0 += pixel;
    r1 += pixel;
    r2 += pixel;
    r3 += pixel;
    r4 += pixel;
    r5 += pixel;
    column += 16;
  }
  let line = bench + WORK;
  for (let i = 0; i < 6; i++) {
    inputLine(
      v128.load(line),
      v128.load(line + 16),
      v128.load(line + 32),
      v128.load(line + 48),
      v128.load(line + 64),
      v128.load(line + 80),
      four,
      to,
      step,
    );
    line += 96;
    to += 6 * step;
  }
}

/** Four tiles of 36 vectors at `BLOCK`, as 36 blocks `[channel][tile]`, `step` bytes apart. */
export function transposeTiles(bench: usize, to: usize, step: usize): void {
  for (let from = bench + BLOCK, end = from + TILE; from < end; from += 16) {
    storeTransposed(
      v128.load(from),
      v128.load(from + TILE),
      v128.load(from + 2 * TILE),
      v128.load(from + 3 * TILE),
      to,
      16,
    );
    to += step;
  }
}

/**
 * A dy Aᵀ of place `q`, the four channels at byte `at` of each pixel: 36 vectors, `step` bytes apart.
 */
export function gradientTile(
  bench: usize,
  q: i32,
  at: usize,
  pixel: usize,
  to: usize,
  step: usize,
): void {
  const place = placeOf(bench, q), four = v128.load32_splat(bench + FOUR);
  const last = place.last;
  let r0 = place.row0 + at, r1 = place.row1 + at, r2 = place.row2 + at, r3 = place.row3 + at;
  let column = bench + WORK;
  for (let j = 0; j < 4; j++) {
    if (j < last) {
      gradientLine(v128.load(r0), v128.load(r1), v128.load(r2), v128.load(r3), four, column, 64);
    } else {
      const zero = f32x4.splat(0);
      for (let i: usize = 0; i < 384; i += 64) v128.store(column + i, zero);
    }
    r0 += pixel;
    r1 += pixel;
    r2 += pixel;
    r3 += pixel;
    column += 16;
  }
  let line = bench + WORK;
  for (let i = 0; i < 6; i++) {
    gradientLine(
      v128.load(line),
      v128.load(line + 16),
      v128.load(line + 32),
      v128.load(line + 48),
      four,
      to,
      step,
    );
    line += 64;
    to += 6 * step;
  }
}

/**
 * Aᵀ m A of 36 vectors, `pitch` bytes apart, into place `q`, the four channels at byte `at` of each
 * pixel.
 */
export function outputTile(
  bench: usize,
  q: i32,
  from: usize,
  pitch: usize,
  at: usize,
  pixel: usize,
): void {
  const place = placeOf(bench, q), four = v128.load32_splat(bench + FOUR);
  let column = bench + WORK;
  for (let j: usize = 0; j < 6; j++) {
    let m = from;
    const d0 = v128.load(m);
    m += 6 * pitch;
    const d1 = v128.load(m);
    m += 6 * pitch;
    const d2 = v128.load(m);
    m += 6 * pitch;
    const d3 = v128.load(m);
    m += 6 * pitch;
    const d4 = v128.load(m);
    m += 6 * pitch;
    const d5 = v128.load(m);
    outputLine(d0, d1, d2, d3, d4, d5, four, column, 96);
    from += pitch;
    column += 16;
  }
  const rows = place.first, columns = place.last;
  let line = bench + WORK;
  for (let i = 0; i < rows; i++) {
    const row = load<usize>(changetype<usize>(place) + (<usize> i << 2)) + at;
    const whole = columns === 4;
    outputLine(
      v128.load(line),
      v128.load(line + 16),
      v128.load(line + 32),
      v128.load(line + 48),
      v128.load(line + 64),
      v128.load(line + 80),
      four,
      whole ? row : bench + BLOCK,
      whole ? pixel : 16,
    );
    if (!whole) {
      for (let j: usize = 0; j < <usize> columns; j++) {
        v128.store(row + j * pixel, v128.load(bench + BLOCK + (j << 4)));
      }
    }
    line += 96;
  }
}
