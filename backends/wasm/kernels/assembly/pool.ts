// Pooling over windows of NHWC images; parts are images.
import { addFloats, copyFloats, firstOf, zeroFloats } from "./simd";

/** Largest value of each window; the padding never wins. */
export function maxPool(
  x: usize,
  y: usize,
  n: i32,
  h: i32,
  w: i32,
  c: i32,
  ho: i32,
  wo: i32,
  size: i32,
  stride: i32,
  padding: i32,
  part: i32,
  parts: i32,
): void {
  const end = firstOf(part + 1, parts, n, 1);
  for (let image = firstOf(part, parts, n, 1); image < end; image++) {
    for (let oy = 0; oy < ho; oy++) {
      const y0 = max(0, oy * stride - padding), y1 = min(h, oy * stride - padding + size);
      for (let ox = 0; ox < wo; ox++) {
        const x0 = max(0, ox * stride - padding), x1 = min(w, ox * stride - padding + size);
        const to = y + (<usize> ((image * ho + oy) * wo + ox) * c << 2);
        for (let iy = y0; iy < y1; iy++) {
          for (let ix = x0; ix < x1; ix++) {
            const from = x + (<usize> ((image * h + iy) * w + ix) * c << 2);
            if (iy === y0 && ix === x0) copyFloats(to, from, c);
            else maxFloats(to, from, c);
          }
        }
      }
    }
  }
}

/** `to = max(to, from)`, `count` floats. */
function maxFloats(to: usize, from: usize, count: i32): void {
  const end = to + (<usize> count << 2);
  for (; to + 16 <= end; to += 16, from += 16) {
    v128.store(to, f32x4.max(v128.load(to), v128.load(from)));
  }
  for (; to < end; to += 4, from += 4) store<f32>(to, max(load<f32>(to), load<f32>(from)));
}

/** Gradient of the largest value: the first place of each window that holds it gets it all. */
export function maxPoolGradient(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  n: i32,
  h: i32,
  w: i32,
  c: i32,
  ho: i32,
  wo: i32,
  size: i32,
  stride: i32,
  padding: i32,
  part: i32,
  parts: i32,
): void {
  const end = firstOf(part + 1, parts, n, 1);
  for (let image = firstOf(part, parts, n, 1); image < end; image++) {
    zeroFloats(dx + (<usize> image * h * w * c << 2), h * w * c);
    for (let oy = 0; oy < ho; oy++) {
      const y0 = max(0, oy * stride - padding), y1 = min(h, oy * stride - padding + size);
      for (let ox = 0; ox < wo; ox++) {
        const x0 = max(0, ox * stride - padding), x1 = min(w, ox * stride - padding + size);
        const out = <usize> ((image * ho + oy) * wo + ox) * c << 2;
        for (let j: usize = 0, row = <usize> c << 2; j < row; j += 4) {
          const value = load<f32>(y + out + j);
          let searching = true;
          for (let iy = y0; searching && iy < y1; iy++) {
            let at = (<usize> ((image * h + iy) * w + x0) * c << 2) + j;
            for (let ix = x0; searching && ix < x1; ix++, at += row) {
              if (load<f32>(x + at) === value) {
                store<f32>(dx + at, load<f32>(dx + at) + load<f32>(dy + out + j));
                searching = false;
              }
            }
          }
        }
      }
    }
  }
}

/** Mean over the `area` pixels of each image: `[n, area, c]` to `[n, c]`. */
export function averagePool(
  x: usize,
  y: usize,
  n: i32,
  area: i32,
  c: i32,
  part: i32,
  parts: i32,
): void {
  const end = firstOf(part + 1, parts, n, 1);
  const factor: f32 = 1 / <f32> area;
  for (let image = firstOf(part, parts, n, 1); image < end; image++) {
    const to = y + (<usize> image * c << 2);
    let from = x + (<usize> image * area * c << 2);
    copyFloats(to, from, c);
    for (let p = 1; p < area; p++) {
      from += <usize> c << 2;
      addFloats(to, from, c);
    }
    scaleFloats(to, to, factor, c);
  }
}

/** Gradient of the mean: every pixel gets its share. */
export function averagePoolGradient(
  dy: usize,
  dx: usize,
  n: i32,
  area: i32,
  c: i32,
  part: i32,
  parts: i32,
): void {
  const end = firstOf(part + 1, parts, n, 1);
  const factor: f32 = 1 / <f32> area;
  for (let image = firstOf(part, parts, n, 1); image < end; image++) {
    const first = dx + (<usize> image * area * c << 2);
    scaleFloats(first, dy + (<usize> image * c << 2), factor, c);
    for (let p = 1; p < area; p++) copyFloats(first + (<usize> p * c << 2), first, c);
  }
}

/** `to = from * factor`, `count` floats. */
function scaleFloats(to: usize, from: usize, factor: f32, count: i32): void {
  const end = to + (<usize> count << 2), factors = f32x4.splat(factor);
  for (; to + 16 <= end; to += 16, from += 16) {
    v128.store(to, f32x4.mul(v128.load(from), factors));
  }
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(from) * factor);
}
