// Batch norm over rows of channels, `[rows, c]`. Sums run over blocks of rows in single precision
// and over the blocks in double precision; values are taken relative to a pivot, so that a large
// mean costs no digits of the variance.
import { firstOf, madd } from "./simd";

/** Rows summed in single precision before they enter the sum in double precision. */
const BLOCK: i32 = 128;
/** Bytes of rows that are gone through four channels after the other: they stay in the first-level cache. */
const BLOCK_BYTES: i32 = 4096;

/** Adds four floats to four doubles. */
// @ts-ignore: decorator
@inline
function addTo(sum: usize, value: v128): void {
  v128.store(sum, f64x2.add(v128.load(sum), f64x2.promote_low_f32x4(value)));
  const high = v128.shuffle<f32>(value, value, 2, 3, 2, 3);
  v128.store(sum, f64x2.add(v128.load(sum, 16), f64x2.promote_low_f32x4(high)), 16);
}

/** This part's `sums [parts][2][c]` in double precision: of `x - pivot` and of its square. */
export function normSums(
  x: usize,
  sums: usize,
  rows: i32,
  c: i32,
  part: i32,
  parts: i32,
): void {
  const begin = firstOf(part, parts, rows, 1), end = firstOf(part + 1, parts, rows, 1);
  const sum = sums + (<usize> part * 2 * c << 3), squares = sum + (<usize> c << 3);
  memory.fill(sum, 0, <usize> 2 * c << 3);
  const row = <usize> c << 2;
  for (let r0 = begin; r0 < end; r0 += BLOCK) {
    const count = min(BLOCK, end - r0);
    const base = x + <usize> r0 * row;
    let j = 0;
    // eight channels, because the sums of four would wait for the addition before
    for (; j + 8 <= c; j += 8) {
      const f = <usize> j << 2;
      const pivot0 = v128.load(x + f), pivot1 = v128.load(x + f, 16);
      let p = base + f;
      let s0 = f32x4.splat(0), s1 = s0, q0 = s0, q1 = s0;
      for (let r = 0; r < count; r++) {
        const d0 = f32x4.sub(v128.load(p), pivot0), d1 = f32x4.sub(v128.load(p, 16), pivot1);
        s0 = f32x4.add(s0, d0);
        s1 = f32x4.add(s1, d1);
        q0 = madd(d0, d0, q0);
        q1 = madd(d1, d1, q1);
        p += row;
      }
      const at = <usize> j << 3;
      addTo(sum + at, s0);
      addTo(sum + at + 32, s1);
      addTo(squares + at, q0);
      addTo(squares + at + 32, q1);
    }
    for (; j + 4 <= c; j += 4) {
      const pivot = v128.load(x + (<usize> j << 2));
      let p = base + (<usize> j << 2);
      let s = f32x4.splat(0), q = s;
      for (let r = 0; r < count; r++) {
        const d = f32x4.sub(v128.load(p), pivot);
        s = f32x4.add(s, d);
        q = madd(d, d, q);
        p += row;
      }
      addTo(sum + (<usize> j << 3), s);
      addTo(squares + (<usize> j << 3), q);
    }
    for (; j < c; j++) {
      const pivot = load<f32>(x + (<usize> j << 2));
      let p = base + (<usize> j << 2);
      let s: f32 = 0, q: f32 = 0;
      for (let r = 0; r < count; r++) {
        const d = load<f32>(p) - pivot;
        s += d;
        q += d * d;
        p += row;
      }
      const at = <usize> j << 3;
      store<f64>(sum + at, load<f64>(sum + at) + <f64> s);
      store<f64>(squares + at, load<f64>(squares + at) + <f64> q);
    }
  }
}

/** Mean, biased variance, and the factors with which the norm is `x * scale + shift`. */
export function normFinish(
  x: usize,
  sums: usize,
  gamma: usize,
  beta: usize,
  mean: usize,
  variance: usize,
  scale: usize,
  shift: usize,
  rows: i32,
  c: i32,
  parts: i32,
  epsilon: f64,
): void {
  for (let j = 0; j < c; j++) {
    let s: f64 = 0, q: f64 = 0;
    for (let p = 0; p < parts; p++) {
      s += load<f64>(sums + (<usize> (2 * p * c + j) << 3));
      q += load<f64>(sums + (<usize> ((2 * p + 1) * c + j) << 3));
    }
    const at = <usize> j << 2;
    const d = s / <f64> rows;
    store<f32>(mean + at, <f32> (<f64> load<f32>(x + at) + d));
    store<f32>(variance + at, <f32> max<f64>(0, q / <f64> rows - d * d));
  }
  normFactors(gamma, beta, mean, variance, scale, shift, c, epsilon);
}

/** `scale` and `shift` of known statistics. */
export function normFactors(
  gamma: usize,
  beta: usize,
  mean: usize,
  variance: usize,
  scale: usize,
  shift: usize,
  c: i32,
  epsilon: f64,
): void {
  for (let j = 0; j < c; j++) {
    const at = <usize> j << 2;
    const s = <f64> load<f32>(gamma + at) / Math.sqrt(<f64> load<f32>(variance + at) + epsilon);
    store<f32>(scale + at, <f32> s);
    store<f32>(shift + at, <f32> (<f64> load<f32>(beta + at) - <f64> load<f32>(mean + at) * s));
  }
}

/** `y = x * scale + shift (+ residual)`, negative results zero where `relu`. */
export function normApply(
  x: usize,
  residual: usize,
  y: usize,
  scale: usize,
  shift: usize,
  rows: i32,
  c: i32,
  relu: bool,
  part: i32,
  parts: i32,
): void {
  const begin = firstOf(part, parts, rows, 1), end = firstOf(part + 1, parts, rows, 1);
  const floor = f32x4.splat(relu ? 0 : <f32> -Infinity);
  const low: f32 = relu ? 0 : <f32> -Infinity;
  let at = <usize> begin * c << 2;
  for (let r = begin; r < end; r++) {
    let j: usize = 0;
    const wide = <usize> (c & ~3) << 2, row = <usize> c << 2;
    for (; j < wide; j += 16, at += 16) {
      let v = madd(v128.load(x + at), v128.load(scale + j), v128.load(shift + j));
      if (residual) v = f32x4.add(v, v128.load(residual + at));
      v128.store(y + at, f32x4.max(v, floor));
    }
    for (; j < row; j += 4, at += 4) {
      let v = load<f32>(x + at) * load<f32>(scale + j) + load<f32>(shift + j);
      if (residual) v += load<f32>(residual + at);
      store<f32>(y + at, max<f32>(v, low));
    }
  }
}

/**
 * This part's `sums [parts][2][c]`: of the gradient and of the gradient times `x - mean`, where the
 * gradient is `dy`, zero where the ReLU was at rest. With a residual the ReLU is judged by `y` and
 * the masked gradient is written to `masked`; without one (`y` is 0) by `x * scale + shift`.
 */
export function normGradientSums(
  x: usize,
  y: usize,
  dy: usize,
  masked: usize,
  mean: usize,
  scale: usize,
  shift: usize,
  sums: usize,
  rows: i32,
  c: i32,
  relu: bool,
  part: i32,
  parts: i32,
): void {
  const begin = firstOf(part, parts, rows, 1), end = firstOf(part + 1, parts, rows, 1);
  const sum = sums + (<usize> part * 2 * c << 3), products = sum + (<usize> c << 3);
  memory.fill(sum, 0, <usize> 2 * c << 3);
  const row = <usize> c << 2, zero = f32x4.splat(0);
  for (let r0 = begin; r0 < end; r0 += BLOCK) {
    const count = min(BLOCK, end - r0);
    const base = <usize> r0 * row;
    let j = 0;
    for (; j + 8 <= c; j += 8) {
      const f = <usize> j << 2;
      const m0 = v128.load(mean + f), m1 = v128.load(mean + f, 16);
      const sc0 = v128.load(scale + f), sc1 = v128.load(scale + f, 16);
      const sh0 = v128.load(shift + f), sh1 = v128.load(shift + f, 16);
      let s0 = zero, s1 = zero, q0 = zero, q1 = zero;
      let at = base + f;
      for (let r = 0; r < count; r++) {
        const v0 = v128.load(x + at), v1 = v128.load(x + at, 16);
        let g0 = v128.load(dy + at), g1 = v128.load(dy + at, 16);
        if (y) {
          g0 = v128.and(g0, f32x4.gt(v128.load(y + at), zero));
          g1 = v128.and(g1, f32x4.gt(v128.load(y + at, 16), zero));
          v128.store(masked + at, g0);
          v128.store(masked + at, g1, 16);
        } else if (relu) {
          g0 = v128.and(g0, f32x4.gt(madd(v0, sc0, sh0), zero));
          g1 = v128.and(g1, f32x4.gt(madd(v1, sc1, sh1), zero));
        }
        s0 = f32x4.add(s0, g0);
        s1 = f32x4.add(s1, g1);
        q0 = madd(g0, f32x4.sub(v0, m0), q0);
        q1 = madd(g1, f32x4.sub(v1, m1), q1);
        at += row;
      }
      const d = <usize> j << 3;
      addTo(sum + d, s0);
      addTo(sum + d + 32, s1);
      addTo(products + d, q0);
      addTo(products + d + 32, q1);
    }
    for (; j + 4 <= c; j += 4) {
      const f = <usize> j << 2;
      const m = v128.load(mean + f), sc = v128.load(scale + f), sh = v128.load(shift + f);
      let s = zero, q = zero;
      let at = base + f;
      for (let r = 0; r < count; r++) {
        const v = v128.load(x + at);
        let g = v128.load(dy + at);
        if (y) {
          g = v128.and(g, f32x4.gt(v128.load(y + at), zero));
          v128.store(masked + at, g);
        } else if (relu) {
          g = v128.and(g, f32x4.gt(madd(v, sc, sh), zero));
        }
        s = f32x4.add(s, g);
        q = madd(g, f32x4.sub(v, m), q);
        at += row;
      }
      addTo(sum + (<usize> j << 3), s);
      addTo(products + (<usize> j << 3), q);
    }
    for (; j < c; j++) {
      const f = <usize> j << 2;
      const m = load<f32>(mean + f), sc = load<f32>(scale + f), sh = load<f32>(shift + f);
      let s: f32 = 0, q: f32 = 0;
      let at = base + f;
      for (let r = 0; r < count; r++) {
        const v = load<f32>(x + at);
        let g = load<f32>(dy + at);
        if (y) {
          if (!(load<f32>(y + at) > 0)) g = 0;
          store<f32>(masked + at, g);
        } else if (relu && !(v * sc + sh > 0)) g = 0;
        s += g;
        q += g * (v - m);
        at += row;
      }
      const d = <usize> j << 3;
      store<f64>(sum + d, load<f64>(sum + d) + <f64> s);
      store<f64>(products + d, load<f64>(products + d) + <f64> q);
    }
  }
}

/** Gradients of gamma and beta, and the factors of `dx = gradient * a + (x - mean) * b + c`. */
export function normGradientFinish(
  sums: usize,
  gamma: usize,
  variance: usize,
  dGamma: usize,
  dBeta: usize,
  factors: usize,
  rows: i32,
  c: i32,
  parts: i32,
  epsilon: f64,
): void {
  for (let j = 0; j < c; j++) {
    let s: f64 = 0, q: f64 = 0;
    for (let p = 0; p < parts; p++) {
      s += load<f64>(sums + (<usize> (2 * p * c + j) << 3));
      q += load<f64>(sums + (<usize> ((2 * p + 1) * c + j) << 3));
    }
    const at = <usize> j << 2;
    const inverse = 1 / Math.sqrt(<f64> load<f32>(variance + at) + epsilon);
    const a = <f64> load<f32>(gamma + at) * inverse;
    store<f32>(dGamma + at, <f32> (q * inverse));
    store<f32>(dBeta + at, <f32> s);
    store<f32>(factors + at, <f32> a);
    store<f32>(factors + (<usize> (c + j) << 2), <f32> (-a * inverse * inverse * q / <f64> rows));
    store<f32>(factors + (<usize> (2 * c + j) << 2), <f32> (-a * s / <f64> rows));
  }
}

/** `dx = gradient * a + (x - mean) * b + c`; the gradient masked here where `relu`. */
export function normGradientApply(
  x: usize,
  gradient: usize,
  dx: usize,
  mean: usize,
  scale: usize,
  shift: usize,
  factors: usize,
  rows: i32,
  c: i32,
  relu: bool,
  part: i32,
  parts: i32,
): void {
  const begin = firstOf(part, parts, rows, 1), end = firstOf(part + 1, parts, rows, 1);
  const row = <usize> c << 2, wide = <usize> (c & ~3) << 2, zero = f32x4.splat(0);
  const factorB = factors + row, factorC = factorB + row;
  // four channels of a block of rows at a time, so that their factors stay in registers
  const block = max(1, BLOCK_BYTES / <i32> row);
  for (let r0 = begin; r0 < end; r0 += block) {
    const count = min(block, end - r0), base = <usize> r0 * row;
    let j: usize = 0;
    for (; j < wide; j += 16) {
      const m = v128.load(mean + j), sc = v128.load(scale + j), sh = v128.load(shift + j);
      const fa = v128.load(factors + j), fb = v128.load(factorB + j), fc = v128.load(factorC + j);
      let at = base + j;
      for (let i = 0; i < count; i++, at += row) {
        const v = v128.load(x + at);
        let g = v128.load(gradient + at);
        if (relu) g = v128.and(g, f32x4.gt(madd(v, sc, sh), zero));
        v128.store(dx + at, madd(g, fa, madd(f32x4.sub(v, m), fb, fc)));
      }
    }
    for (; j < row; j += 4) {
      for (let i = 0, at = base + j; i < count; i++, at += row) {
        const v = load<f32>(x + at);
        let g = load<f32>(gradient + at);
        if (relu && !(v * load<f32>(scale + j) + load<f32>(shift + j) > 0)) g = 0;
        const d = v - load<f32>(mean + j);
        store<f32>(dx + at, g * load<f32>(factors + j) + (d * load<f32>(factorB + j) + load<f32>(factorC + j)));
      }
    }
  }
}
