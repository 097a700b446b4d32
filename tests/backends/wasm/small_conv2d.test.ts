import { deepStrictEqual } from "node:assert/strict";
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
