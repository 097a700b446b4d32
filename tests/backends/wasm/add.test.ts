import { deepStrictEqual } from "node:assert/strict";
import { openWasm } from "../../../backends/wasm/open.ts";
import { tf } from "../../../backends/tf.ts";
import { random } from "../../contracts/compare.ts";

Deno.test("tensors are added on all threads to the same sums, whatever their shapes", async () => {
  const a = random(1, [33, 1001]), b = random(2, [33, 1001]), row = random(3, [1001]);
  const sums = async (threads: number) => {
    await using _ = await openWasm({ threads });
    const [x, y, z] = [a, b, row].map(({ values, shape }) => tf.tensor(values, shape));
    const results = [tf.add(x, y), tf.add(x, z), tf.add(tf.cast(x, "int32"), tf.cast(y, "int32"))];
    return await Promise.all(results.map((sum) => sum.data()));
  };
  const one = await sums(1);
  deepStrictEqual(await sums(3), one);
  const f = Math.fround, at = 33 * 1001 - 1;
  deepStrictEqual(one[0][at], f(f(a.values[at]) + f(b.values[at])));
  deepStrictEqual(one[1][at], f(f(a.values[at]) + f(row.values[1000])));
});
