import { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { bottomless } from "../bottomless.ts";
import { compose, isEmpty, type Run } from "../compose.ts";
import { narrow } from "../numbers.ts";
import { Type } from "../types.ts";
import { inner, type Plan, planOf, surround, widened } from "../windows.ts";
import type { Value } from "../value.ts";
import type { Kernels } from "./kernel.ts";

interface Pool {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

interface PoolPlan extends Plan {
  /** tfjs leaves values alone where each is a window, whatever the padding; or there are none. */
  readonly isIdentity: boolean;
  /** The shape of what is pooled, where there is nothing to pool. */
  readonly empty?: number[];
}

/** @param out What was pooled, for a gradient: tfjs leaves the way of rounding out there. */
function plan({ shape }: Info, pool: Pool, out?: Info): PoolPlan {
  const { filterSize, strides, pad, dimRoundingMode } = pool;
  const info = tf.backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const size = [info.filterHeight, info.filterWidth] as const;
  if (isEmpty(shape)) return { attributes: {}, isIdentity: false, empty: info.outShape };
  const { attributes, around } = planOf([shape[1], shape[2]], {
    size,
    strides: [info.strideHeight, info.strideWidth],
    dilations: [1, 1],
    before: [info.padInfo.top, info.padInfo.left],
    count: out ? [out.shape[1], out.shape[2]] : [info.outHeight, info.outWidth],
  });
  return {
    attributes: { ...attributes, ksize: { ints: [1, ...size, 1] } },
    around,
    isIdentity: size.join() === "1,1" && (out?.shape ?? info.outShape).join() === shape.join(),
  };
}

const nothing = (b: TensorFlowBackend, { dtype }: Info, shape: readonly number[]) =>
  b.one("Fill", [b.constant("int32", shape), b.number(dtype, 0)]);

/** The share of each window that lies within the images. */
function shares(b: TensorFlowBackend, run: Run, { shape: [, h, w] }: Info, given: Plan): Value {
  const ones = run("Fill", [b.constant("int32", [1, h, w, 1]), b.number("float32", 1)]);
  return run("AvgPool", [surround(b, run, ones, given)], given.attributes);
}

/** Kernels of pooling, with their gradients. */
export const pooling: Kernels = {
  MaxPool(b, { x }, pool) {
    const given = plan(x, pool);
    if (given.isIdentity) return b.share(x);
    if (given.empty) return nothing(b, x, given.empty);
    return compose(b, (run) => {
      const numbers = x.dtype === "float32"
        ? x
        : run("Cast", [x], { DstT: { type: Type.float32 } });
      const below = b.number("float32", -Infinity);
      const y = run("MaxPool", [surround(b, run, numbers, given, below)], given.attributes);
      return x.dtype === "float32" ? bottomless(b, run, y) : narrow(b, run, y, x.dtype);
    });
  },
  MaxPoolGrad(b, { dy, input: x, output }, pool) {
    const given = plan(x, pool, dy);
    if (given.isIdentity) return b.share(dy);
    if (given.empty) return nothing(b, x, x.shape);
    return compose(b, (run) => {
      const images = surround(b, run, x, given, b.number("float32", -Infinity));
      const dx = run("MaxPoolGrad", [images, output, dy], given.attributes);
      return inner(b, run, dx, given, x.shape);
    });
  },
  AvgPool(b, { x }, pool) {
    const given = plan(x, pool);
    if (given.isIdentity) return b.share(x);
    if (given.empty) return nothing(b, x, given.empty);
    return compose(b, (run) => {
      const y = run("AvgPool", [surround(b, run, x, given)], given.attributes);
      return given.around ? run("RealDiv", [y, shares(b, run, x, given)]) : y;
    });
  },
  AvgPoolGrad(b, { dy, input: x }, pool) {
    const given = plan(x, pool, dy);
    if (given.isIdentity) return b.share(dy);
    if (given.empty) return nothing(b, x, x.shape);
    return compose(b, (run) => {
      const slope = given.around ? run("RealDiv", [dy, shares(b, run, x, given)]) : dy;
      const shape = b.constant("int32", widened(x.shape, given));
      return inner(b, run, run("AvgPoolGrad", [shape, slope], given.attributes), given, x.shape);
    });
  },
};
