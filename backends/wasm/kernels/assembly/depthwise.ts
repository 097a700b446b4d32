// Convolution of every channel with a filter of its own, bias and ReLU6 at once; for prediction.
import { firstOf, madd } from "./simd";

/** Between zero and six; NaN stays. */
// @ts-ignore: decorator
@inline
export function clamp6(x: v128): v128 {
  return f32x4.min(f32x4.max(x, f32x4.splat(0)), f32x4.splat(6));
}

/** Writes `count` floats between zero and six in their place. */
export function clampFloats6(at: usize, count: i32): void {
  const end = at + (<usize> count << 2);
  for (; at + 16 <= end; at += 16) v128.store(at, clamp6(v128.load(at)));
  for (; at < end; at += 4) store<f32>(at, min<f32>(max<f32>(load<f32>(at), 0), 6));
}

/**
 * `y [n,ho,wo,c] = min(max(x * filter + bias, 0), 6)`, `x [n,h,w,c]`, `filter [kh,kw,c]`, c a multiple
 * of four, `top` rows and `left` columns of zeros before the first.
 */
export function depthwise(
  x: usize,
  filter: usize,
  bias: usize,
  y: usize,
  n: i32,
  h: i32,
  w: i32,
  c: i32,
  ho: i32,
  wo: i32,
  kh: i32,
  kw: i32,
  stride: i32,
  top: i32,
  left: i32,
  part: i32,
  parts: i32,
): void {
  const pixel = <usize> c << 2, row = <usize> w * pixel, step = <usize> stride * pixel;
  const end = firstOf(part + 1, parts, n * ho, 1);
  for (let r = firstOf(part, parts, n * ho, 1); r < end; r++) {
    const y0 = r % ho * stride - top;
    const ky0 = max(0, -y0), ky1 = min(kh, h - y0);
    const image = x + <usize> (r / ho) * <usize> h * row;
    let to = y + <usize> r * <usize> wo * pixel;
    for (let column = 0; column < wo;) {
      const x0 = column * stride - left;
      // Four columns whose windows lie within the image share what they load of the filter.
      const four = column + 4 <= wo && x0 >= 0 && x0 + 3 * stride + kw <= w;
      const kx0 = max(0, -x0), kx1 = min(kw, w - x0);
      for (let j: usize = 0; j < pixel; j += 16) {
        let s0 = v128.load(bias + j), s1 = s0, s2 = s0, s3 = s0;
        for (let ky = ky0; ky < ky1; ky++) {
          let f = filter + <usize> (ky * kw + kx0) * pixel + j;
          let p = image + <usize> (y0 + ky) * row + <usize> (x0 + kx0) * pixel + j;
          if (four) {
            for (let kx = 0; kx < kw; kx++, f += pixel, p += pixel) {
              const t = v128.load(f);
              s0 = madd(t, v128.load(p), s0);
              s1 = madd(t, v128.load(p + step), s1);
              s2 = madd(t, v128.load(p + 2 * step), s2);
              s3 = madd(t, v128.load(p + 3 * step), s3);
            }
          } else {
            for (let kx = kx0; kx < kx1; kx++, f += pixel, p += pixel) {
              s0 = madd(v128.load(f), v128.load(p), s0);
            }
          }
        }
        v128.store(to + j, clamp6(s0));
        if (four) {
          v128.store(to + j + pixel, clamp6(s1));
          v128.store(to + j + 2 * pixel, clamp6(s2));
          v128.store(to + j + 3 * pixel, clamp6(s3));
        }
      }
      column += four ? 4 : 1;
      to += four ? 4 * pixel : pixel;
    }
  }
}
