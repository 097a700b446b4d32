// The two-dimensional transforms of tiles: six by six pixels of the input, four by four of the
// output. Where a tile hangs over the rim of the image it sees zeros and writes nothing.
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

/** Bytes of a `Place`. */
export const PLACE: usize = 32;

/** Rows of the window of tile `t`; rows outside are at `zeros`, room for six pixels of zeros. */
export function placeInput(
  place: Place,
  t: i32,
  x: usize,
  zeros: usize,
  h: i32,
  w: i32,
  c: i32,
): void {
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

/** Rows of the four by four pixels of tile `t` of an output; rows outside are at `zeros`. */
export function placeOutput(
  place: Place,
  t: i32,
  y: usize,
  zeros: usize,
  h: i32,
  w: i32,
  c: i32,
): void {
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

/** Bᵀ d B of the four channels at byte `at` of each pixel: 36 vectors, `step` bytes apart. */
export function inputTile(place: Place, at: usize, pixel: usize, work: usize, to: usize, step: usize): void {
  const first = place.first, last = place.last;
  let r0 = place.row0 + at, r1 = place.row1 + at, r2 = place.row2 + at;
  let r3 = place.row3 + at, r4 = place.row4 + at, r5 = place.row5 + at;
  const zero = f32x4.splat(0);
  let column = work;
  for (let j = 0; j < 6; j++) {
    if (j >= first && j < last) {
      inputLine(
        v128.load(r0),
        v128.load(r1),
        v128.load(r2),
        v128.load(r3),
        v128.load(r4),
        v128.load(r5),
        column,
        96,
      );
    } else {
      v128.store(column, zero);
      v128.store(column, zero, 96);
      v128.store(column, zero, 192);
      v128.store(column, zero, 288);
      v128.store(column, zero, 384);
      v128.store(column, zero, 480);
    }
    r0 += pixel;
    r1 += pixel;
    r2 += pixel;
    r3 += pixel;
    r4 += pixel;
    r5 += pixel;
    column += 16;
  }
  for (let i = 0; i < 6; i++) {
    inputLine(
      v128.load(work),
      v128.load(work, 16),
      v128.load(work, 32),
      v128.load(work, 48),
      v128.load(work, 64),
      v128.load(work, 80),
      to,
      step,
    );
    work += 96;
    to += 6 * step;
  }
}

/** A dy Aᵀ of the four channels at byte `at` of each pixel: 36 vectors, `step` bytes apart. */
export function gradientTile(place: Place, at: usize, pixel: usize, work: usize, to: usize, step: usize): void {
  const last = place.last;
  let r0 = place.row0 + at, r1 = place.row1 + at, r2 = place.row2 + at, r3 = place.row3 + at;
  const zero = f32x4.splat(0);
  let column = work;
  for (let j = 0; j < 4; j++) {
    if (j < last) {
      gradientLine(v128.load(r0), v128.load(r1), v128.load(r2), v128.load(r3), column, 64);
    } else {
      v128.store(column, zero);
      v128.store(column, zero, 64);
      v128.store(column, zero, 128);
      v128.store(column, zero, 192);
      v128.store(column, zero, 256);
      v128.store(column, zero, 320);
    }
    r0 += pixel;
    r1 += pixel;
    r2 += pixel;
    r3 += pixel;
    column += 16;
  }
  for (let i = 0; i < 6; i++) {
    gradientLine(
      v128.load(work),
      v128.load(work, 16),
      v128.load(work, 32),
      v128.load(work, 48),
      to,
      step,
    );
    work += 64;
    to += 6 * step;
  }
}

/** Aᵀ m A of 36 vectors, `pitch` bytes apart, into the four channels at byte `at` of each pixel. */
export function outputTile(
  from: usize,
  pitch: usize,
  work: usize,
  place: Place,
  at: usize,
  pixel: usize,
): void {
  for (let j: usize = 0; j < 6; j++) {
    outputLine(from + j * pitch, 6 * pitch, work + (j << 4), 96);
  }
  const rows = place.first, columns = place.last;
  if (rows === 4 && columns === 4) {
    outputLine(work, 16, place.row0 + at, pixel);
    outputLine(work + 96, 16, place.row1 + at, pixel);
    outputLine(work + 192, 16, place.row2 + at, pixel);
    outputLine(work + 288, 16, place.row3 + at, pixel);
    return;
  }
  const line = work + 384;
  for (let i = 0; i < rows; i++) {
    outputLine(work + <usize> i * 96, 16, line, 16);
    const row = load<usize>(changetype<usize>(place) + (<usize> i << 2)) + at;
    for (let j: usize = 0; j < <usize> columns; j++) {
      v128.store(row + j * pixel, v128.load(line + (j << 4)));
    }
  }
}
