// Changes of colour, in place. `plane` is bytes from one channel to the next and thus of a channel.

/** Weights of red, green and blue in the grey value (ITU-R BT.601). */
const RED: f32 = 0.299, GREEN: f32 = 0.587, BLUE: f32 = 0.114;
/** Vectors summed in single precision before they enter the sum in double precision. */
const BLOCK: usize = 64 * 16;

// @ts-ignore: decorator
@inline
function clip(x: v128): v128 {
  return f32x4.pmin(f32x4.splat(1), f32x4.pmax(f32x4.splat(0), x));
}

// @ts-ignore: decorator
@inline
function greyOf(r: v128, g: v128, b: v128): v128 {
  const rg = f32x4.add(f32x4.mul(f32x4.splat(RED), r), f32x4.mul(f32x4.splat(GREEN), g));
  return f32x4.add(rg, f32x4.mul(f32x4.splat(BLUE), b));
}

/** `x <- min(factor * x, 1)`. */
export function brighten(image: usize, bytes: usize, factor: f32): void {
  const f = f32x4.splat(factor), one = f32x4.splat(1);
  for (let p = image; p < image + bytes; p += 16) {
    v128.store(p, f32x4.pmin(one, f32x4.mul(f, v128.load(p))));
  }
}

/** `x <- clip(factor * x + rest)`. */
export function blend(image: usize, bytes: usize, factor: f32, rest: f32): void {
  const f = f32x4.splat(factor), r = f32x4.splat(rest);
  for (let p = image; p < image + bytes; p += 16) {
    v128.store(p, clip(f32x4.add(f32x4.mul(f, v128.load(p)), r)));
  }
}

/** Sum of the grey values of `pixels` pixels. */
export function greySum(image: usize, plane: usize, channels: i32, pixels: i32): f64 {
  const whole = image + (<usize> (pixels & ~3) << 2);
  let total = f64x2.splat(0);
  let p = image;
  while (p < whole) {
    const end = min(p + BLOCK, whole);
    let sum = f32x4.splat(0);
    for (; p < end; p += 16) {
      let x = v128.load(p);
      if (channels == 3) x = greyOf(x, v128.load(p + plane), v128.load(p + 2 * plane));
      sum = f32x4.add(sum, x);
    }
    const upper = v128.shuffle<f32>(sum, sum, 2, 3, 2, 3);
    total = f64x2.add(total, f64x2.promote_low_f32x4(sum));
    total = f64x2.add(total, f64x2.promote_low_f32x4(upper));
  }
  let rest = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  for (const end = image + (<usize> pixels << 2); p < end; p += 4) {
    if (channels == 3) {
      rest += RED * load<f32>(p) + GREEN * load<f32>(p + plane) + BLUE * load<f32>(p + 2 * plane);
    } else rest += load<f32>(p);
  }
  return rest;
}

/** Blends each pixel of an RGB image with its grey value. */
export function saturate(image: usize, plane: usize, factor: f32): void {
  const f = f32x4.splat(factor), rest = f32x4.splat(1 - factor);
  for (let p = image; p < image + plane; p += 16) {
    const r = v128.load(p), g = v128.load(p + plane), b = v128.load(p + 2 * plane);
    const grey = f32x4.mul(rest, greyOf(r, g, b));
    v128.store(p, clip(f32x4.add(f32x4.mul(f, r), grey)));
    v128.store(p + plane, clip(f32x4.add(f32x4.mul(f, g), grey)));
    v128.store(p + 2 * plane, clip(f32x4.add(f32x4.mul(f, b), grey)));
  }
}

/** Gives all channels of an RGB image the grey value. */
export function grey(image: usize, plane: usize): void {
  for (let p = image; p < image + plane; p += 16) {
    const x = greyOf(v128.load(p), v128.load(p + plane), v128.load(p + 2 * plane));
    v128.store(p, x);
    v128.store(p + plane, x);
    v128.store(p + 2 * plane, x);
  }
}
