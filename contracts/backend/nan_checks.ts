import { deepStrictEqual, ok } from "node:assert/strict";
import { ops } from "../../backends/ops.ts";
import * as reference from "../../backends/reference.ts";
import { tf } from "../../backends/tf.ts";
import { close, evaluate, random, type Run } from "./compare.ts";
import type { Suite } from "./suite.ts";

/** What is not a number stays so. */
export function nanChecks(suite: Suite): void {
  suite.testNaN(
    "what is not a number stays so through max pooling and ReLU, and nothing else does",
    async ({ name }) => {
      const x = random(1, [2, 7, 6, 9]), pooling = { size: 3, stride: 2, padding: 1 };
      // one alone, some that fill a window, and an infinity, which is a number here
      for (const at of [31, 200, 201, 300, 309, 318, 354, 363, 372]) x.values[at] = NaN;
      x.values[120] = -Infinity;
      const c = (value: number) => tf.fill<tf.Rank.R1>([9], value);
      const run = (form: typeof ops): Run => (x) => {
        const images = x as tf.Tensor4D,
          gradient = tf.grad((x) => form.maxPool(x as tf.Tensor4D, pooling));
        const relu = { epsilon: 0, relu: true };
        return [
          form.maxPool(images, pooling),
          gradient(images),
          form.batchNormInference(images, c(1), c(0), c(0), c(1), relu),
          form.batchNorm(images, c(1), c(0), relu).y,
        ];
      };
      const expected = await evaluate("cpu", run({ ...ops, ...reference }), [x], undefined);
      const actual = await evaluate(name, run(ops), [x], undefined);
      const unknown = (values: Float32Array) => Array.from(values, Number.isNaN);
      ok(unknown(expected[0]).filter(Boolean).length > 5);
      for (const [i, values] of actual.entries()) {
        deepStrictEqual(unknown(values), unknown(expected[i]), `result ${i}`);
        close(values.map((v) => v || 0), expected[i].map((v) => v || 0), `result ${i}`);
      }
    },
  );

  suite.testNaN(
    "what is not a number stays so through tf.relu() and tf.clipByValue()",
    async () => {
      const values = Float32Array.from({ length: 70 }, (_, i) => i % 7 === 3 ? NaN : i % 5 - 2);
      // with the sign that processors give it; tfjs's wasm takes it for a negative number
      new Int32Array(values.buffer)[3] = 0xffc00000 | 0;
      const x = tf.tensor1d(values), expected = Array.from(values, Number.isNaN);
      for (const y of [tf.relu(x), tf.clipByValue(x, -1, 1)]) {
        deepStrictEqual(Array.from(await y.data(), Number.isNaN), expected);
        y.dispose();
      }
      x.dispose();
    },
  );
}
