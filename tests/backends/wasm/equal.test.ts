import { deepStrictEqual } from "node:assert/strict";
import { tf } from "../../../backends/tf.ts";
import { openWasm } from "../../../backends/wasm/open.ts";

const SHAPES = [
  ...[[[3, 1], [1, 4]], [[1, 4], [3, 1]], [[2, 3, 4], [2, 3, 1]], [[2, 3, 1], [2, 3, 4]]],
  ...[[[2, 3], [2, 3]], [[2, 1, 4], [2, 3, 4]], [[3], [2, 3]], [[], []], [[5], [1]], [[0, 2], [
    1,
    2,
  ]]],
];

Deno.test("numbers are equal, or are not, on tensors of every pair of shapes as on cpu", async () => {
  await using _ = await openWasm({ threads: 1 });
  const compare = async (name: string) => {
    await tf.setBackend(name);
    const made = SHAPES.flatMap(([a, b]) =>
      (["int32", "float32"] as const).flatMap((dtype) => {
        const numbers = (shape: number[], first: number) => {
          const values = Array.from(
            { length: tf.util.sizeFromShape(shape) },
            (_, i) => dtype === "float32" && i === 2 ? NaN : (first + i) % 3,
          );
          return tf.tensor(values, shape, dtype);
        };
        const x = numbers(a, 0), y = numbers(b, 1);
        return [tf.equal(x, y), tf.notEqual(x, y), tf.equal(x, x)];
      })
    );
    return await Promise.all(made.map((one) => one.array()));
  };
  const ours = await compare("wasm");
  deepStrictEqual(ours, await compare("cpu"));
  deepStrictEqual(ours[0], [[0, 0, 1, 0], [1, 0, 0, 1], [0, 1, 0, 0]]);
  await tf.setBackend("wasm");
});
