// The one-dimensional transforms of Winograd's F(4x4, 3x3) on four channels at once (A. Lavin and
// S. Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, with points 0, 1, -1, 2,
// -2). Results lie `step` bytes apart. The constant four comes as an argument that is read from
// memory, since V8 makes a constant vector anew, with three instructions, wherever it is used.
import { madd, nmadd } from "./simd";

/** Bᵀ of six values: the input. */
// @ts-ignore: decorator
@inline
export function inputLine(
  d0: v128,
  d1: v128,
  d2: v128,
  d3: v128,
  d4: v128,
  d5: v128,
  four: v128,
  to: usize,
  step: usize,
): void {
  const r = f32x4.sub(d4, d2), v = f32x4.sub(d3, d1), u = f32x4.add(v, v);
  const p = nmadd(four, d2, d4), q = nmadd(four, d1, d3);
  v128.store(to, madd(four, f32x4.sub(d0, d2), r));
  v128.store(to + step, f32x4.add(p, q));
  v128.store(to + 2 * step, f32x4.sub(p, q));
  v128.store(to + 3 * step, f32x4.add(r, u));
  v128.store(to + 4 * step, f32x4.sub(r, u));
  v128.store(to + 5 * step, nmadd(four, v, f32x4.sub(d5, d3)));
}

/** Aᵀ of six values, four results: the output. */
// @ts-ignore: decorator
@inline
export function outputLine(
  d0: v128,
  d1: v128,
  d2: v128,
  d3: v128,
  d4: v128,
  d5: v128,
  four: v128,
  to: usize,
  step: usize,
): void {
  const p = f32x4.add(d1, d2), q = f32x4.sub(d1, d2);
  const r = f32x4.add(d3, d4), v = f32x4.sub(d3, d4), u = f32x4.add(v, v);
  v128.store(to, f32x4.add(d0, f32x4.add(p, r)));
  v128.store(to + step, f32x4.add(q, u));
  v128.store(to + 2 * step, madd(four, r, p));
  v128.store(to + 3 * step, f32x4.add(madd(four, u, q), d5));
}

/** A of four values, six results: the gradient of the output. */
// @ts-ignore: decorator
@inline
export function gradientLine(
  d0: v128,
  d1: v128,
  d2: v128,
  d3: v128,
  four: v128,
  to: usize,
  step: usize,
): void {
  const p = f32x4.add(d0, d2), q = f32x4.add(d1, d3);
  const r = madd(four, d2, d0), v = madd(four, d3, d1), u = f32x4.add(v, v);
  v128.store(to, d0);
  v128.store(to + step, f32x4.add(p, q));
  v128.store(to + 2 * step, f32x4.sub(p, q));
  v128.store(to + 3 * step, f32x4.add(r, u));
  v128.store(to + 4 * step, f32x4.sub(r, u));
  v128.store(to + 5 * step, d3);
}

/** G of three values `pitch` bytes apart, six results: the filter. */
// @ts-ignore: decorator
@inline
export function filterLine(from: usize, pitch: usize, to: usize, step: usize): void {
  const d0 = v128.load(from), d1 = v128.load(from + pitch), d2 = v128.load(from + 2 * pitch);
  const sixth = f32x4.splat(1.0 / 6.0);
  const p = f32x4.mul(f32x4.splat(-1.0 / 6.0), f32x4.add(d0, d2)), q = f32x4.mul(sixth, d1);
  const r = madd(f32x4.splat(1.0 / 24.0), d0, f32x4.mul(sixth, d2));
  const u = f32x4.mul(f32x4.splat(1.0 / 12.0), d1);
  v128.store(to, f32x4.mul(f32x4.splat(0.25), d0));
  v128.store(to + step, f32x4.sub(p, q));
  v128.store(to + 2 * step, f32x4.add(p, q));
  v128.store(to + 3 * step, f32x4.add(r, u));
  v128.store(to + 4 * step, f32x4.sub(r, u));
  v128.store(to + 5 * step, d2);
}

/** Gᵀ of six values `pitch` bytes apart, three results: the gradient of the filter. */
// @ts-ignore: decorator
@inline
export function filterGradientLine(from: usize, pitch: usize, to: usize, step: usize): void {
  const d1 = v128.load(from + pitch), d2 = v128.load(from + 2 * pitch);
  const d3 = v128.load(from + 3 * pitch), d4 = v128.load(from + 4 * pitch);
  const sixth = f32x4.splat(1.0 / 6.0);
  const p = f32x4.mul(f32x4.splat(-1.0 / 6.0), f32x4.add(d1, d2)), q = f32x4.sub(d2, d1);
  const r = f32x4.add(d3, d4), u = f32x4.sub(d3, d4);
  const first = madd(f32x4.splat(0.25), v128.load(from), p);
  v128.store(to, madd(f32x4.splat(1.0 / 24.0), r, first));
  v128.store(to + step, madd(sixth, q, f32x4.mul(f32x4.splat(1.0 / 12.0), u)));
  v128.store(to + 2 * step, f32x4.add(v128.load(from + 5 * pitch), madd(sixth, r, p)));
}
