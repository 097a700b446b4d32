// One step of SGD with PyTorch's meaning of momentum and decay.
import { firstOf, madd, nmadd } from "./simd";

/**
 * `d = g + decay w`; `v' = momentum v + d`; `w' = w - rate (d + momentum v')` with Nesterov,
 * `w - rate v'` with momentum, `w - rate d` without (`velocity` is 0). `rate` points to a scalar.
 */
export function sgd(
  weight: usize,
  gradient: usize,
  velocity: usize,
  newWeight: usize,
  newVelocity: usize,
  rate: usize,
  count: i32,
  momentum: f32,
  decay: f32,
  nesterov: bool,
  part: i32,
  parts: i32,
): void {
  const begin = firstOf(part, parts, count, 4), end = firstOf(part + 1, parts, count, 4);
  const lr = load<f32>(rate);
  const rates = v128.load32_splat(rate), momenta = f32x4.splat(momentum);
  const decays = f32x4.splat(decay);
  let at = <usize> begin << 2;
  const last = <usize> end << 2;
  for (; at + 16 <= last; at += 16) {
    const w = v128.load(weight + at);
    let d = madd(decays, w, v128.load(gradient + at));
    if (velocity) {
      const v = madd(momenta, v128.load(velocity + at), d);
      v128.store(newVelocity + at, v);
      d = nesterov ? madd(momenta, v, d) : v;
    }
    v128.store(newWeight + at, nmadd(rates, d, w));
  }
  for (; at < last; at += 4) {
    const w = load<f32>(weight + at);
    let d = decay * w + load<f32>(gradient + at);
    if (velocity) {
      const v = momentum * load<f32>(velocity + at) + d;
      store<f32>(newVelocity + at, v);
      d = nesterov ? momentum * v + d : v;
    }
    store<f32>(newWeight + at, w - lr * d);
  }
}
