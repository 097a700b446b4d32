import { tf } from "../../tf.ts";
import { kernel } from "./register.ts";

interface Attributes {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}

/** Sums of `x [outer, reduced, inner]` over the middle, in double precision. */
function sumOver(
  x: ArrayLike<number>,
  outer: number,
  reduced: number,
  inner: number,
): Float64Array {
  const sums = new Float64Array(outer * inner);
  if (inner > 1) {
    for (let o = 0, at = 0; o < outer; o++) {
      for (let r = 0; r < reduced; r++) {
        for (let to = o * inner, end = to + inner; to < end;) sums[to++] += x[at++];
      }
    }
    return sums;
  }
  for (let o = 0, at = 0; o < outer; o++) {
    // four sums, because one would wait for the addition before
    let a = 0, b = 0, c = 0, d = 0;
    const end = at + reduced;
    for (; at + 4 <= end; at += 4) {
      a += x[at];
      b += x[at + 1];
      c += x[at + 2];
      d += x[at + 3];
    }
    for (; at < end; at++) a += x[at];
    sums[o] = a + b + (c + d);
  }
  return sums;
}

/** Sums over axes in ascending order: over each run of neighbouring axes at a time, from the last. */
function sumOverAxes(x: ArrayLike<number>, shape: number[], axes: number[]): ArrayLike<number> {
  let values = x, rest = [...shape];
  for (let end = axes.length; end > 0;) {
    let begin = end - 1;
    while (begin > 0 && axes[begin - 1] === axes[begin] - 1) begin--;
    const size = (from: number, to?: number) => tf.util.sizeFromShape(rest.slice(from, to));
    const first = axes[begin], last = axes[end - 1] + 1;
    values = sumOver(values, size(0, first), size(first, last), size(last));
    rest = [...rest.slice(0, first), ...rest.slice(last)];
    end = begin;
  }
  return values;
}

// tfjs's own add in single precision and on transposed copies: the mean of 2^25 ones is 0.5 there
export const kernels = (["Sum", "Mean"] as const).map((name) =>
  kernel<Attributes>(name, (backend, { x }, { axis, keepDims }) => {
    const axes = tf.util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
    const kept = x.shape.map((size, i) => axes.includes(i) ? 1 : size);
    const shape = keepDims ? kept : x.shape.filter((_, i) => !axes.includes(i));
    const whole = name === "Sum" && x.dtype !== "float32";
    const out = backend.makeOutput(shape, whole ? "int32" : "float32");
    if (backend.allocations.dry) return out;
    const sums = sumOverAxes(backend.typedArrayFromHeap(x), x.shape, axes);
    const to = backend.typedArrayFromHeap(out);
    const count = tf.util.sizeFromShape(axes.map((i) => x.shape[i]));
    // nothing has the mean zero, as on cpu
    const divisor = name === "Mean" ? Math.max(1, count) : 1;
    for (let i = 0; i < to.length; i++) to[i] = sums[i] / divisor;
    return out;
  })
);
