import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { cpu } from "../../backends/cpu/mod.ts";
import { ops } from "../../backends/ops.ts";
import { tf } from "../../backends/tf.ts";
import type { WithTrainingOps } from "../../backends/training_ops.ts";

Deno.test("ops take the forms that the active backend carries, and the reference's for the rest", async () => {
  await using _open = await cpu.open({});
  const backend = tf.backend() as tf.KernelBackend & Partial<WithTrainingOps>;
  const own = tf.tensor2d([[7]]);
  try {
    Object.assign(backend, { trainingOps: { dense: () => own } });
    strictEqual(ops.dense(tf.ones([1, 2]), tf.ones([2, 1]), tf.zeros([1])), own);
    deepStrictEqual(ops.globalAveragePool(tf.ones([1, 2, 2, 1])).arraySync(), [[1]]);
  } finally {
    delete (backend as { trainingOps?: unknown }).trainingOps;
  }
  deepStrictEqual(ops.dense(tf.ones([1, 2]), tf.ones([2, 1]), tf.zeros([1])).arraySync(), [[2]]);
});
