// Batch norm over rows of channels, `[rows, c]`. Sums run over blocks of rows in single precision
// and over the blocks in double precision; values are taken relative to a pivot, so that a large
// mean costs no digits of the variance.
import { firstOf, madd } from "./simd";

/** Rows summed in single precision before they enter the sum in double precision. */
const BLOCK: i32 = 128;

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
  let at = <usize> begin * row;
  for (let r = begin; r < end; r++) {
    let j: usize = 0;
    for (; j < wide; j += 16, at += 16) {
      const v = v128.load(x + at);
      let g = v128.load(gradient + at);
      if (relu) {
        const value = madd(v, v128.load(scale + j), v128.load(shift + j));
        g = v128.and(g, f32x4.gt(value, zero));
      }
      const d = f32x4.sub(v, v128.load(mean + j));
      const rest = madd(d, v128.load(factorB + j), v128.load(factorC + j));
      v128.store(dx + at, madd(g, v128.load(factors + j), rest));
    }
    for (; j < row; j += 4, at += 4) {
      const v = load<f32>(x + at);
      let g = load<f32>(gradient + at);
      if (relu && !(v * load<f32>(scale + j) + load<f32>(shift + j) > 0)) g = 0;
      const d = v - load<f32>(mean + j);
      store<f32>(dx + at, g * load<f32>(factors + j) + (d * load<f32>(factorB + j) + load<f32>(factorC + j)));
    }
  }
}
