import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { cpu } from "../../../backends/cpu/mod.ts";
import { ops } from "../../../backends/ops.ts";
import { tf } from "../../../backends/tf.ts";
import { openWasm } from "../../../backends/wasm/open.ts";
import { measure } from "../../../tools/op_support/measure.ts";
import support from "../../../tools/op_support/support.json" with { type: "json" };

Deno.test("tfjs's ops give on wasm what they give on cpu, whatever types, shapes and values", async () => {
  const found = await measure({ wasm: () => openWasm({ threads: 2 }) });
  const renew = "run `deno run -A tools/op_support.ts wasm`";
  deepStrictEqual(found.cpu, support.cpu, renew);
  deepStrictEqual(found.wasm, support.wasm, renew);
});

Deno.test("tf.matMul() on wasm refuses inner sizes that differ in tfjs's words", async () => {
  await using _open = await openWasm({ threads: 1 });
  throws(
    () => tf.matMul(tf.ones([2, 3]), tf.ones([5, 2])),
    {
      message: /^Error in matMul: inner shapes \(3\) and \(5\) of Tensors with shapes 2,3 and 5,2 /,
    },
  );
  throws(
    () => tf.matMul(tf.ones([3, 2, 3]), tf.ones([3, 4, 2]), false, true),
    { message: /^Error in matMul: inner shapes \(3\) and \(2\) / },
  );
});

/** The product of two batches of matrices, by loops. */
function product(a: tf.Tensor, b: tf.Tensor, outer: number[]): number[] {
  const [m, k] = a.shape.slice(-2), n = b.shape[b.shape.length - 1];
  const at = (t: tf.Tensor, batch: number[]) => {
    const own = t.shape.slice(0, -2), first = outer.length - own.length;
    return own.reduce((sum, size, i) => sum * size + batch[first + i] % size, 0);
  };
  const x = a.dataSync(), y = b.dataSync(), out: number[] = [];
  for (let i = 0; i < tf.util.sizeFromShape(outer); i++) {
    const batch = outer.map((size, axis) =>
      Math.floor(i / tf.util.sizeFromShape(outer.slice(axis + 1))) % size
    );
    for (let r = 0; r < m; r++) {
      for (let c = 0; c < n; c++) {
        let sum = 0;
        for (let l = 0; l < k; l++) {
          sum += x[at(a, batch) * m * k + r * k + l] * y[at(b, batch) * k * n + l * n + c];
        }
        out.push(sum);
      }
    }
  }
  return out;
}

Deno.test("tf.matMul() multiplies the right matrices of batches that are broadcast on both sides", async () => {
  for (const open of [() => cpu.open({}), () => openWasm({ threads: 2 })]) {
    await using backend = await open();
    for (const type of ["float32", "int32"] as const) {
      for (
        const [of, by] of [[[2, 1], [1, 3]], [[2, 1], [2, 3]], [[3], [2, 1]], [[2, 1, 2], [3, 1]]]
      ) {
        tf.tidy(() => {
          const count = (shape: number[]) =>
            tf.cast(tf.reshape(tf.range(1, 1 + tf.util.sizeFromShape(shape)), shape), type);
          const a = count([...of, 2, 3]), b = count([...by, 3, 4]);
          const all = tf.broadcast_util.assertAndGetBroadcastShape(of, by);
          const c = tf.matMul(a, b);
          deepStrictEqual(c.shape, [...all, 2, 4]);
          strictEqual(c.dtype, type);
          deepStrictEqual([...c.dataSync()], product(a, b, all), `${backend.name} ${of} ${by}`);
        });
      }
    }
  }
});

Deno.test("sums and means of more than 2^24 values are right", async () => {
  const size = 2 ** 24 + 2 ** 20, exact = Math.fround(0.1);
  const near = (y: tf.Tensor, value: number) => {
    for (const v of y.dataSync()) ok(Math.abs(v / value - 1) < 1e-6, `${tf.getBackend()}: ${v}`);
  };
  for (const open of [() => cpu.open({}), () => openWasm({ threads: 2 })]) {
    await using backend = await open();
    tf.tidy(() => {
      const x = tf.fill([size / 4, 4], 0.1);
      near(tf.mean(x), exact);
      if (backend.name === "cpu") return;
      near(tf.sum(x), exact * size);
      near(tf.sum(x, 0), exact * size / 4);
      near(tf.mean(tf.reshape(x, [2, size / 8, 4]), [0, 1]), exact);
    });
  }
});

Deno.test("training ops of no images give no results, and gradients that are zero", async () => {
  await using _open = await openWasm({ threads: 2 });
  tf.tidy(() => {
    const x = tf.zeros<tf.Rank.R4>([0, 4, 4, 3]), filter = tf.ones<tf.Rank.R4>([3, 3, 3, 2]);
    const conv = (filter: tf.Tensor) =>
      ops.conv2d(x, filter as tf.Tensor4D, { stride: 1, padding: 1 });
    deepStrictEqual(conv(filter).shape, [0, 4, 4, 2]);
    const gradient = tf.grad((filter) => tf.sum(conv(filter)))(filter);
    ok(gradient.dataSync().every((value) => value === 0));
    deepStrictEqual(ops.maxPool(x, { size: 2, stride: 2, padding: 0 }).shape, [0, 2, 2, 3]);
    deepStrictEqual(ops.globalAveragePool(x).shape, [0, 3]);
    const none = ops.dense(tf.zeros([2, 0]), tf.zeros([0, 3]), tf.tensor1d([1, 2, 3]));
    deepStrictEqual([...none.dataSync()], [1, 2, 3, 1, 2, 3]);
  });
});
