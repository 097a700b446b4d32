import type { Info, TensorFlowBackend } from "./backend.ts";
import type { Run } from "./compose.ts";
import type { Attributes, Value } from "./value.ts";

type Pair = readonly [rows: number, columns: number];

/** How windows lie over images. */
export interface Windows {
  /** Rows and columns of a window, without the gaps of its dilation. */
  readonly size: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  /** Rows above the images and columns left of them that windows reach into. */
  readonly before: Pair;
  /** How many windows there are: what else windows reach into follows from it. */
  readonly count: Pair;
}

/** How TensorFlow is told where windows lie. */
export interface Plan {
  readonly attributes: Attributes;
  /** Rows above and below, then columns left and right, that must be put around images first. */
  readonly around?: readonly [top: number, bottom: number, left: number, right: number];
}

/**
 * Where TensorFlow's own "VALID" or "SAME" means the same windows, its fast kernels are reached;
 * otherwise images are padded first: gradients with explicit padding are slow, and pooling knows
 * only some of it.
 *
 * @param extent Rows and columns of the images.
 * @throws {RangeError} If there is no window at all.
 */
export function planOf(extent: Pair, windows: Windows): Plan {
  const { size, strides, dilations, before, count } = windows;
  if (!count.every((number) => number >= 1)) {
    throw new RangeError(
      `Cannot lay windows over images: one must fit, and ${size.join("x")} does not fit into ${
        extent.join("x")
      }`,
    );
  }
  const wide = [0, 1].map((i) => (size[i] - 1) * dilations[i] + 1);
  // what windows cover, and what of it lies beyond the last row and column
  const covered = [0, 1].map((i) => (count[i] - 1) * strides[i] + wide[i]);
  const after = [0, 1].map((i) => covered[i] - extent[i] - before[i]);
  const told = (padding: "VALID" | "SAME") => ({
    strides: { ints: [1, ...strides, 1] },
    data_format: "NHWC",
    padding,
  });
  const is = (check: (i: number) => boolean) => [0, 1].every(check);
  if (
    is((i) => before[i] === 0 && Math.floor((extent[i] - wide[i]) / strides[i]) + 1 === count[i])
  ) return { attributes: told("VALID") };
  const isSame = is((i) => {
    const total = Math.max(0, covered[i] - extent[i]);
    return count[i] === Math.ceil(extent[i] / strides[i]) && before[i] === Math.floor(total / 2);
  });
  if (isSame) return { attributes: told("SAME") };
  // as much after as before, where that gives no other windows: oneDNN is faster on even sizes
  const [bottom, right] = after.map((number, i) => {
    const even = Math.max(before[i], number), whole = extent[i] + before[i] + even;
    const isSame = Math.floor((whole - wide[i]) / strides[i]) + 1 === count[i];
    return isSame ? even : Math.max(0, number);
  });
  return { attributes: told("VALID"), around: [before[0], bottom, before[1], right] };
}

/** The shape of images with what is put around them. */
export function widened([n, h, w, c]: readonly number[], { around }: Plan): number[] {
  const [top, bottom, left, right] = around ?? [0, 0, 0, 0];
  return [n, h + top + bottom, w + left + right, c];
}

/** Images with what must be put around them. */
export function surround(
  b: TensorFlowBackend,
  run: Run,
  x: Info | Value,
  { around }: Plan,
  value?: Value,
): Info | Value {
  if (!around) return x;
  const flat = b.constant("int32", [0, 0, ...around, 0, 0]);
  const sides = run("Reshape", [flat, b.constant("int32", [4, 2])]);
  return value ? run("PadV2", [x, sides, value]) : run("Pad", [x, sides]);
}

/** The inner part of images that had something put around them. */
export function inner(
  b: TensorFlowBackend,
  run: Run,
  x: Value,
  { around }: Plan,
  shape: readonly number[],
): Value {
  if (!around) return x;
  const begin = b.constant("int32", [0, around[0], around[2], 0]);
  return run("Slice", [x, begin, b.constant("int32", shape)]);
}
