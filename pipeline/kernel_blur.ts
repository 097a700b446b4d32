import type { Size } from "./size.ts";
import type { Arena } from "./kernel_arena.ts";
import { blurRadius, fillBlurWeights } from "./steps/blur.ts";
import { pixelOutside } from "./steps/window.ts";

/**
 * Makes a Gaussian blur by kernels.
 *
 * @param kernel Pixels on a side, odd.
 * @returns Blurs planes in place; `sigma` is in pixels.
 */
export function createKernelBlur(
  arena: Arena,
  { height, width }: Size,
  kernel: number,
): (planes: readonly number[], sigma: number) => void {
  const reach = (kernel - 1) / 2;
  const weights = new Float64Array(reach + 1);
  const placed = arena.reserve(4 * weights.length);
  const columnOf = arena.place(outside(width, reach)), rowOf = arena.place(outside(height, reach));
  const padded = arena.reserve(4 * (width + 2 * reach));
  const rows = arena.reserve(4 * height * width);
  return (planes, sigma) => {
    const radius = blurRadius(reach, sigma);
    fillBlurWeights(weights, radius, sigma);
    arena.floats().set(weights, placed / 4);
    for (const plane of planes) {
      arena.kernels.blur(
        plane,
        height,
        width,
        reach,
        radius,
        placed,
        columnOf,
        rowOf,
        padded,
        rows,
      );
    }
  };
}

/** Which pixel stands for each one of a side and of its borders. */
function outside(size: number, reach: number): Int32Array {
  return Int32Array.from(
    { length: size + 2 * reach },
    (_, i) => pixelOutside(i - reach, size, "reflect"),
  );
}
