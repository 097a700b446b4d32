import { throws } from "node:assert/strict";
import { ops } from "../../backends/ops.ts";
import * as reference from "../../backends/reference.ts";
import { tf } from "../../backends/tf.ts";
import { compare, random } from "./compare.ts";
import { among, fitting, record, seed, whole } from "./draw.ts";
import { REFUSED } from "./refused_ops.ts";
import type { Suite } from "./suite.ts";

/** Convolutions as networks have them, and as they do not. */
const convolution = fitting(
  record<Record<"seed" | "n" | "h" | "w" | "ci" | "co" | "kernel" | "stride" | "padding", number>>({
    seed,
    n: whole(1, 3),
    h: whole(1, 14),
    w: whole(1, 14),
    ci: among(1, 2, 3, 4, 5, 8, 16, 24),
    co: among(1, 3, 4, 6, 8, 9, 16, 24),
    kernel: among(1, 2, 3, 3, 3, 5, 7),
    stride: among(1, 1, 2, 3),
    padding: whole(0, 3),
  }),
  ({ h, w, kernel, padding }) => padding <= kernel / 2 && Math.min(h, w) + 2 * padding >= kernel,
);

/** Convolutions, and what no geometry allows. */
export function convolutionChecks(suite: Suite): void {
  suite.test("conv2d() and its gradients agree with the reference for every shape", ({ name }) =>
    suite.sweep(40, convolution, async ({ seed, n, h, w, ci, co, kernel, stride, padding }) => {
      const options = { stride, padding };
      const out = (size: number) => Math.floor((size + 2 * padding - kernel) / stride) + 1;
      await compare(
        name,
        (x, filter) => [ops.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, options)],
        (x, filter) => [reference.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, options)],
        [random(seed, [n, h, w, ci]), random(seed + 1, [kernel, kernel, ci, co])],
        random(seed + 2, [n, out(h), out(w), co]).values,
      );
    }));

  suite.test("what no geometry, shape or type allows is refused with the words of the reference", () => {
    for (const [what, [call, message]] of Object.entries(REFUSED)) {
      throws(() => tf.tidy(() => void call()), { message }, what);
    }
    return Promise.resolve();
  });
}
