import { tf } from "../../tf.ts";
import type { Info } from "../backend.ts";
import { splat } from "../hlo/constants.ts";
import { binary } from "../hlo/elementwise.ts";
import { pad } from "../hlo/shapes.ts";
import { reduceWindow, selectAndScatter, type Windows } from "../hlo/windows.ts";
import type { Kernels } from "./kernel.ts";

interface Pool {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

function windowsOf({ shape }: Info, p: Pool): Windows {
  const info = tf.backend_util.computePool2DInfo(
    ...[shape as [number, number, number, number], p.filterSize, p.strides, 1] as const,
    ...[p.pad, p.dimRoundingMode] as const,
  );
  const { top, bottom, left, right } = info.padInfo;
  return {
    size: [1, info.filterHeight, info.filterWidth, 1],
    strides: [1, info.strideHeight, info.strideWidth, 1],
    padding: [[0, 0], [top, bottom], [left, right], [0, 0]],
  };
}

/** tfjs's own pooling. */
export const pooling: Kernels = {
  MaxPool: (b, { x }, p: Pool) => reduceWindow("maximum", b.full(x), windowsOf(x, p)),
  MaxPoolGrad: (b, { dy, input }, p: Pool) =>
    selectAndScatter(b.full(input), b.full(dy), windowsOf(input, p)),
  AvgPool: (b, { x }, p: Pool) => {
    const node = b.full(x), windows = windowsOf(x, p), ones = splat(1, node.element, node.shape);
    // what lies outside is not counted
    const count = reduceWindow("add", ones, windows);
    return binary("divide", reduceWindow("add", node, windows), count);
  },
  AvgPoolGrad: (b, { dy, input }, p: Pool) => {
    const { size, strides, padding } = windowsOf(input, p), ones = splat(1, "f32", input.shape);
    const share = binary(
      "divide",
      b.full(dy),
      reduceWindow("add", ones, { size, strides, padding }),
    );
    // every value of a window gets an equal share: the slope spread out, summed over windows
    const none = size.map(() => 0), between = strides.map((step) => step - 1);
    const missing = share.shape.map((count, i) =>
      input.shape[i] + padding[i][0] + padding[i][1] - size[i] - (count - 1) * strides[i]
    );
    const wide = pad(share, splat(0, "f32"), none, missing, between);
    const around = size.map((one, i) =>
      [one - 1 - padding[i][0], one - 1 - padding[i][1]] as const
    );
    return reduceWindow("add", wide, { size, strides: strides.map(() => 1), padding: around });
  },
};
