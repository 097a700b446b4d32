// Resamples a window of an image of bytes to a planar image, first along columns, then along rows.

// @ts-ignore: decorator
@inline
function low(bytes: v128): v128 {
  return i16x8.extend_low_i8x16_u(bytes);
}

// @ts-ignore: decorator
@inline
function high(bytes: v128): v128 {
  return i16x8.extend_high_i8x16_u(bytes);
}

// @ts-ignore: decorator
@inline
function lowFloats(shorts: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(shorts));
}

// @ts-ignore: decorator
@inline
function highFloats(shorts: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(shorts));
}

/** The weighted sum of `taps` rows of bytes, in [0, 1]; reads and writes up to 15 values beyond the row. */
function combineRows(
  from: usize,
  rowBytes: usize,
  taps: i32,
  weights: usize,
  values: i32,
  to: usize,
): void {
  const most = f32x4.splat(255);
  for (let i = 0; i < values; i += 16) {
    let p = from + <usize> i;
    let bytes = v128.load(p);
    let weight = v128.load32_splat(weights);
    let shorts = low(bytes), more = high(bytes);
    let a = f32x4.mul(weight, lowFloats(shorts)), b = f32x4.mul(weight, highFloats(shorts));
    let c = f32x4.mul(weight, lowFloats(more)), d = f32x4.mul(weight, highFloats(more));
    for (let k = 1; k < taps; k++) {
      p += rowBytes;
      bytes = v128.load(p);
      weight = v128.load32_splat(weights + (<usize> k << 2));
      shorts = low(bytes);
      more = high(bytes);
      a = f32x4.add(a, f32x4.mul(weight, lowFloats(shorts)));
      b = f32x4.add(b, f32x4.mul(weight, highFloats(shorts)));
      c = f32x4.add(c, f32x4.mul(weight, lowFloats(more)));
      d = f32x4.add(d, f32x4.mul(weight, highFloats(more)));
    }
    const q = to + (<usize> i << 2);
    // Divided, not multiplied by a reciprocal: a byte alone becomes the float nearest to its share.
    v128.store(q, f32x4.div(a, most));
    v128.store(q, f32x4.div(b, most), 16);
    v128.store(q, f32x4.div(c, most), 32);
    v128.store(q, f32x4.div(d, most), 48);
  }
}

/** One pixel of a row of RGB: the weighted sum of `taps` of them, and a fourth value of no use. */
// @ts-ignore: decorator
@inline
function pixel(row: usize, first: usize, weights: usize, taps: i32, x: i32): v128 {
  let p = row + <usize> load<i32>(first + (<usize> x << 2)) * 12;
  let w = weights + (<usize> (x * taps) << 2);
  let sum = f32x4.mul(v128.load32_splat(w), v128.load(p));
  if (taps == 2) {
    return f32x4.add(sum, f32x4.mul(v128.load32_splat(w, 4), v128.load(p, 12)));
  }
  for (let k = 1; k < taps; k++) {
    p += 12;
    w += 4;
    sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(w), v128.load(p)));
  }
  return sum;
}

function row3(
  row: usize,
  columns: i32,
  taps: i32,
  first: usize,
  weights: usize,
  flipped: bool,
  to: usize,
  plane: usize,
): void {
  const last = columns - 1;
  for (let x = 0; x < columns; x += 4) {
    let x0 = x, x1 = min(x + 1, last), x2 = min(x + 2, last), x3 = min(x + 3, last);
    if (flipped) {
      x0 = last - x0;
      x1 = last - x1;
      x2 = last - x2;
      x3 = last - x3;
    }
    const a = pixel(row, first, weights, taps, x0), b = pixel(row, first, weights, taps, x1);
    const c = pixel(row, first, weights, taps, x2), d = pixel(row, first, weights, taps, x3);
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const q = to + (<usize> x << 2);
    v128.store(q, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
    v128.store(q + plane, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
    const b2 = v128.shuffle<f32>(a, b, 2, 6, 2, 6), d2 = v128.shuffle<f32>(c, d, 2, 6, 2, 6);
    v128.store(q + 2 * plane, v128.shuffle<f32>(b2, d2, 0, 1, 4, 5));
  }
}

function row1(
  row: usize,
  columns: i32,
  taps: i32,
  first: usize,
  weights: usize,
  flipped: bool,
  to: usize,
): void {
  for (let x = 0; x < columns; x++) {
    const i = flipped ? columns - 1 - x : x;
    const p = row + (<usize> load<i32>(first + (<usize> i << 2)) << 2);
    const w = weights + (<usize> (i * taps) << 2);
    let sum: f32 = 0;
    for (let k = 0; k < taps; k++) {
      const at = <usize> k << 2;
      sum += load<f32>(w + at) * load<f32>(p + at);
    }
    store<f32>(to + (<usize> x << 2), sum);
  }
}

/**
 * `rowFirst [rows]`, `rowWeights [rows, rowTaps]` and the same of columns: which pixels of the window
 * are averaged, counted from the window's corner at `pixels`.
 * `scratch` holds a row of the window as floats. Each row of the result is written whole vectors
 * wide, in order, so a plane needs three floats beyond its last.
 */
export function resample(
  pixels: usize,
  rowBytes: usize,
  windowWidth: i32,
  channels: i32,
  rows: i32,
  rowTaps: i32,
  rowFirst: usize,
  rowWeights: usize,
  columns: i32,
  columnTaps: i32,
  columnFirst: usize,
  columnWeights: usize,
  flipped: bool,
  scratch: usize,
  to: usize,
  plane: usize,
): void {
  for (let y = 0; y < rows; y++) {
    const from = pixels + <usize> load<i32>(rowFirst + (<usize> y << 2)) * rowBytes;
    const weights = rowWeights + (<usize> (y * rowTaps) << 2);
    combineRows(from, rowBytes, rowTaps, weights, windowWidth * channels, scratch);
    const q = to + (<usize> (y * columns) << 2);
    if (channels == 3) {
      row3(scratch, columns, columnTaps, columnFirst, columnWeights, flipped, q, plane);
    } else row1(scratch, columns, columnTaps, columnFirst, columnWeights, flipped, q);
  }
}
