import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { inferenceOps, reference as plain } from "../../../backends/inference_ops.ts";
import { ops } from "../../../backends/ops.ts";
import * as reference from "../../../backends/reference.ts";
import { tf } from "../../../backends/tf.ts";
import { openWasm } from "../../../backends/wasm/open.ts";
import type { TrainingBackend } from "../../../backends/wasm/runtime.ts";
import { compare, random } from "../../../contracts/backend/compare.ts";

/** Height, width, kernel, stride and padding, and whether every window sees the whole image. */
const CASES = [
  ...[[2, 2, 3, 1, 1, true], [2, 2, 3, 2, 1, true], [1, 1, 3, 1, 1, true], [3, 3, 5, 1, 2, true]],
  ...[[2, 1, 3, 1, 1, true], [1, 4, 3, 1, 1, false], [
    3,
    3,
    3,
    2,
    1,
    false,
  ]],
] as const;

Deno.test("an image that every window sees whole is convolved by one product, as by the reference", async () => {
  await using _ = await openWasm({ threads: 2 });
  const { pool } = tf.backend() as TrainingBackend;
  for (const [h, w, kernel, stride, padding, whole] of CASES) {
    const options = { stride, padding };
    const out = (size: number) => Math.floor((size + 2 * padding - kernel) / stride) + 1;
    const jobs = new Set<string>(), watch = pool.watch(({ kernel }) => jobs.add(kernel));
    await compare(
      "wasm",
      (x, filter) => [ops.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, options)],
      (x, filter) => [reference.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, options)],
      [random(1, [9, h, w, 5]), random(2, [kernel, kernel, 5, 11])],
      random(3, [9, out(h), out(w), 11]).values,
    );
    watch.end();
    const used = ["spreadFilter", "foldFilter"].map((job) => jobs.has(job));
    deepStrictEqual(used, [whole, whole], `${[h, w, kernel, stride, padding]}`);
  }
});

Deno.test("the inference ops of wasm give what the reference gives, NaN too, for any number of threads", async () => {
  for (const threads of [1, 3]) {
    await using _open = await openWasm({ threads });
    for (
      const [height, width, channels, size, stride] of [
        ...[[9, 13, 8, 3, 1], [8, 11, 12, 5, 2], [2, 3, 4, 5, 1], [7, 7, 6, 3, 2]] as const,
      ]
    ) {
      const of = (shape: number[]) => tf.mul(tf.randomNormal(shape, 0, 1, "float32", 1), 3);
      const x = of([2, height, width, channels]) as tf.Tensor4D;
      const filter = of([size, size, channels, 1]) as tf.Tensor4D, bias = of([channels]);
      const rows = tf.reshape(x, [-1, channels]) as tf.Tensor2D;
      const withNaN = tf.concat([rows, tf.fill([1, channels], NaN)]) as tf.Tensor2D;
      const weights = of([channels, 10]) as tf.Tensor2D, offset = of([10]) as tf.Tensor1D;
      const both = [inferenceOps, plain].map((ops) => [
        ...ops.depthwiseRelu6(x, filter, bias as tf.Tensor1D, stride as 1 | 2).dataSync(),
        ...ops.denseRelu6(withNaN, weights, offset).dataSync(),
      ]);
      strictEqual(both[0].length, both[1].length);
      ok(
        both[0].every((value, i) =>
          Object.is(value, both[1][i]) || Math.abs(value - both[1][i]) < 1e-4
        ),
      );
      ok(both[0].some((value) => value > 0 && value < 6) && Number.isNaN(both[0].at(-1)));
    }
  }
});
