// Element-wise operations of two tensors of one shape, or of a tensor and a single number.
import { firstOf } from "./simd";

const ADD: i32 = 0, SUB: i32 = 1, MUL: i32 = 2;

// @ts-ignore: decorator
@inline
function four(op: i32, x: v128, y: v128): v128 {
  if (op === ADD) return f32x4.add(x, y);
  if (op === SUB) return f32x4.sub(x, y);
  if (op === MUL) return f32x4.mul(x, y);
  return f32x4.div(x, y);
}

// @ts-ignore: decorator
@inline
function one(op: i32, x: f32, y: f32): f32 {
  if (op === ADD) return x + y;
  if (op === SUB) return x - y;
  if (op === MUL) return x * y;
  return x / y;
}

/** `out[size] = a op b`: add, subtract, multiply, divide; either may be a single number. */
export function binary(
  op: i32,
  a: usize,
  b: usize,
  out: usize,
  size: i32,
  singleA: bool,
  singleB: bool,
  part: i32,
  parts: i32,
): void {
  const end = <usize> firstOf(part + 1, parts, size, 4) << 2;
  const x0 = v128.load32_splat(a), y0 = v128.load32_splat(b);
  let i = <usize> firstOf(part, parts, size, 4) << 2;
  for (; i + 16 <= end; i += 16) {
    const x = singleA ? x0 : v128.load(a + i), y = singleB ? y0 : v128.load(b + i);
    v128.store(out + i, four(op, x, y));
  }
  for (; i < end; i += 4) {
    const x = load<f32>(singleA ? a : a + i), y = load<f32>(singleB ? b : b + i);
    store<f32>(out + i, one(op, x, y));
  }
}
