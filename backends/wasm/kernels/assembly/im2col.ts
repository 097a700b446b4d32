// The im2col matrix of NHWC images, a row an output pixel, written straight into packed panels. The
// values of one pixel and one row of the kernel lie side by side in the image; only where the window
// hangs over the rim they are put together, with zeros, in a `rim` of their own.
import { copyFloats, zeroFloats } from "./simd";
import { transposeRows } from "./pack";

/**
 * Where the `kw * ci` floats of row `a` of the window of output pixel `p` lie; if the window hangs
 * over, they are put together at `rim`.
 */
// @ts-ignore: decorator
@inline
function windowRow(
  x: usize,
  image: i32,
  oy: i32,
  ox: i32,
  a: i32,
  h: i32,
  w: i32,
  ci: i32,
  kw: i32,
  stride: i32,
  padding: i32,
  rim: usize,
): usize {
  const y = oy * stride - padding + a, x0 = ox * stride - padding;
  if (y >= 0 && y < h && x0 >= 0 && x0 + kw <= w) {
    return x + (<usize> ((image * h + y) * w + x0) * ci << 2);
  }
  return rimRow(x + (<usize> (image * h + y) * w * ci << 2), y < 0 || y >= h, x0, w, ci, kw, rim);
}

/** The part of the window inside the image, zeros around it. */
function rimRow(row: usize, out: bool, x0: i32, w: i32, ci: i32, kw: i32, rim: usize): usize {
  const first = max(0, -x0), last = min(kw, w - x0);
  if (out || last <= first) {
    zeroFloats(rim, kw * ci);
    return rim;
  }
  zeroFloats(rim, first * ci);
  copyFloats(
    rim + (<usize> (first * ci) << 2),
    row + (<usize> ((x0 + first) * ci) << 2),
    (last - first) * ci,
  );
  zeroFloats(rim + (<usize> (last * ci) << 2), (kw - last) * ci);
  return rim;
}

/**
 * Pixels `p0 .. p1-1` into panels of four pixels, `[pixels/4][kh, kw, ci][4]`. `rim` is room for
 * `4 * kw * ci` floats.
 */
export function pixelPanels(
  x: usize,
  to: usize,
  rim: usize,
  p0: i32,
  p1: i32,
  h: i32,
  w: i32,
  ci: i32,
  ho: i32,
  wo: i32,
  kh: i32,
  kw: i32,
  stride: i32,
  padding: i32,
): void {
  const area = ho * wo, run = kw * ci;
  const size = <usize> run << 2;
  for (let p = p0; p < p1; p += 4) {
    // pixels beyond the last one repeat it: their results are not kept
    const pb = min(p + 1, p1 - 1), pc = min(p + 2, p1 - 1), pd = min(p + 3, p1 - 1);
    const na = p / area, nb = pb / area, nc = pc / area, nd = pd / area;
    const ra = p - na * area, rb = pb - nb * area, rc = pc - nc * area, rd = pd - nd * area;
    const ya = ra / wo, yb = rb / wo, yc = rc / wo, yd = rd / wo;
    for (let a = 0; a < kh; a++) {
      const r0 = windowRow(x, na, ya, ra - ya * wo, a, h, w, ci, kw, stride, padding, rim);
      const r1 = windowRow(x, nb, yb, rb - yb * wo, a, h, w, ci, kw, stride, padding, rim + size);
      const r2 = windowRow(x, nc, yc, rc - yc * wo, a, h, w, ci, kw, stride, padding, rim + 2 * size);
      const r3 = windowRow(x, nd, yd, rd - yd * wo, a, h, w, ci, kw, stride, padding, rim + 3 * size);
      transposeRows(r0, r1, r2, r3, to, run, 16);
      to += size << 2;
    }
  }
}

/**
 * Pixels `p0 .. p1-1` into panels of four columns, `[k4/4][pixels][4]`, k4 being `kh * kw * ci`
 * rounded up to a multiple of four. `rim` is room for `k4` floats.
 */
export function columnPanels(
  x: usize,
  to: usize,
  rim: usize,
  p0: i32,
  p1: i32,
  h: i32,
  w: i32,
  ci: i32,
  ho: i32,
  wo: i32,
  kh: i32,
  kw: i32,
  stride: i32,
  padding: i32,
): void {
  const area = ho * wo, run = kw * ci, k = kh * run, k4 = (k + 3) & ~3;
  const panel = <usize> (p1 - p0) << 4;
  zeroFloats(rim + (<usize> (k4 - 4) << 2), 4);
  for (let p = p0; p < p1; p++) {
    const image = p / area, rest = p - image * area;
    const oy = rest / wo, ox = rest - oy * wo;
    if ((run & 3) === 0) {
      let column = to;
      for (let a = 0; a < kh; a++) {
        const row = windowRow(x, image, oy, ox, a, h, w, ci, kw, stride, padding, rim);
        column = spread(row, column, run, panel);
      }
    } else {
      for (let a = 0; a < kh; a++) {
        const at = rim + (<usize> (a * run) << 2);
        const row = windowRow(x, image, oy, ox, a, h, w, ci, kw, stride, padding, at);
        if (row !== at) copyFloats(at, row, run);
      }
      spread(rim, to, k4, panel);
    }
    to += 16;
  }
}

/** `count` floats, four by four, `pitch` bytes apart; gives the address behind the last. */
function spread(from: usize, to: usize, count: i32, pitch: usize): usize {
  for (; count > 0; count -= 4) {
    v128.store(to, v128.load(from));
    from += 16;
    to += pitch;
  }
  return to;
}
