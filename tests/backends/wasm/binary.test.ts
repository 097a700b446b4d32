import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { tf } from "../../../backends/tf.ts";
import { openWasm } from "../../../backends/wasm/open.ts";
import { random } from "../../../contracts/backend/compare.ts";

const f = Math.fround;
const OPS = [
  [tf.add, (x: number, y: number) => f(x + y)],
  [tf.sub, (x: number, y: number) => f(x - y)],
  [tf.mul, (x: number, y: number) => f(x * y)],
  [tf.div, (x: number, y: number) => f(x / y)],
] as const;

Deno.test("the four operations are right for one shape, a single number and a row, on any threads", async () => {
  const a = random(1, [33, 1001]), b = random(2, [33, 1001]), row = random(3, [1001]);
  b.values[7] = 0;
  a.values[9] = NaN;
  const number = f(1.7), { length } = a.values;
  for (const threads of [1, 3]) {
    await using _ = await openWasm({ threads });
    const [x, y, z] = [a, b, row].map(({ values, shape }) => tf.tensor(values, shape));
    for (const [op, plain] of OPS) {
      const made = [op(x, y), op(x, number), op(tf.tensor2d([[number]]), y), op(x, z)];
      const wanted = [
        (i: number) => plain(a.values[i], b.values[i]),
        (i: number) => plain(a.values[i], number),
        (i: number) => plain(number, b.values[i]),
        (i: number) => plain(a.values[i], row.values[i % 1001]),
      ];
      for (const [i, tensor] of made.entries()) {
        const values = await tensor.data();
        deepStrictEqual(values, Float32Array.from({ length }, (_, at) => wanted[i](at)), `${i}`);
      }
    }
    const whole = [tf.tensor1d([3, 4], "int32"), tf.scalar(2, "int32")];
    deepStrictEqual([...await tf.mul(whole[0], whole[1]).data()], [6, 8]);
    deepStrictEqual(tf.add(tf.tensor2d([[2]]), tf.tensor1d([1, 2, 3])).shape, [1, 3]);
    strictEqual(tf.add(tf.zeros([0, 3]), 1).size, 0);
  }
});
