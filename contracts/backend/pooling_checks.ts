import { ops } from "../../backends/ops.ts";
import * as reference from "../../backends/reference.ts";
import type { tf } from "../../backends/tf.ts";
import { compare, random } from "./compare.ts";
import { among, record, seed, whole } from "./draw.ts";
import type { Suite } from "./suite.ts";

/** Pooling, of windows and of whole images. */
export function poolingChecks(suite: Suite): void {
  suite.test("maxPool() and its gradient agree with the reference", ({ name }) =>
    suite.sweep(
      30,
      record({
        seed,
        n: whole(1, 3),
        h: whole(3, 12),
        c: among(1, 3, 4, 8, 10),
        size: among(2, 3),
        stride: among(1, 2, 3),
        padding: among(0, 1),
      }),
      async ({ seed, n, h, c, size, stride, padding }) => {
        const options = { size, stride, padding };
        const out = Math.floor((h + 2 * padding - size) / stride) + 1;
        await compare(
          name,
          (x) => [ops.maxPool(x as tf.Tensor4D, options)],
          (x) => [reference.maxPool(x as tf.Tensor4D, options)],
          [random(seed, [n, h, h, c])],
          random(seed + 1, [n, out, out, c]).values,
        );
      },
    ));

  suite.test("globalAveragePool() and its gradient agree with the reference", ({ name }) =>
    suite.sweep(
      15,
      record({ seed, n: among(1, 2, 5), h: among(1, 2, 7), c: among(1, 6, 64) }),
      ({ seed, n, h, c }) =>
        compare(
          name,
          (x) => [ops.globalAveragePool(x as tf.Tensor4D)],
          (x) => [reference.globalAveragePool(x as tf.Tensor4D)],
          [random(seed, [n, h, h, c])],
          random(seed + 1, [n, c]).values,
        ),
    ));
}
