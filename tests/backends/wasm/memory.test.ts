import { deepStrictEqual, ok, rejects, strictEqual, throws } from "node:assert/strict";
import type { Step, StepInput } from "../../../backends/backend.ts";
import { needOf, refuseTooLarge } from "../../../backends/wasm/memory.ts";
import { openWasm } from "../../../backends/wasm/open.ts";
import type { TrainingBackend } from "../../../backends/wasm/runtime.ts";
import { ops } from "../../../backends/ops.ts";
import { tf } from "../../../backends/tf.ts";

const MEGABYTE = 2 ** 20;

/** Convolves the batch and takes the gradient of the filter. */
const step: Step = ({ weights, batch }) => {
  const filter = weights.filter as tf.Tensor4D;
  const gradient = tf.grad((filter) =>
    tf.sum(ops.conv2d(batch.x as tf.Tensor4D, filter as tf.Tensor4D, { stride: 1, padding: 1 }))
  );
  return { weights: { filter: gradient(filter) }, buffers: {}, slots: {}, terms: {} };
};

function input(images: number): StepInput {
  return {
    weights: { filter: tf.ones([3, 3, 8, 16]) },
    buffers: {},
    slots: {},
    batch: { x: tf.ones([images, 32, 32, 8]) },
    learningRate: tf.scalar(0.1),
  };
}

Deno.test("needOf() finds the memory of a step without running it, and leaks nothing", async () => {
  await using _backend = await openWasm({ threads: 1 });
  const small = input(16), large = input(32);
  const before = tf.memory().numTensors;
  const needs = [small, large].map((x) => needOf(tf.backend() as TrainingBackend, step, x)!);
  strictEqual(tf.memory().numTensors, before);
  // output and its gradient: 16 channels of 32x32 floats an image each
  const least = 2 * 16 * 32 * 32 * 4;
  ok(needs[0].perImage > least && needs[0].perImage < 3 * least, `${needs[0].perImage}`);
  const growth = (needs[1].total - needs[0].total) / (16 * least);
  ok(growth > 0.9 && growth < 2, `${growth}`);
  tf.dispose([small, large] as unknown as tf.TensorContainer);
});

Deno.test("refuseTooLarge() proposes a batch size that fits", () => {
  refuseTooLarge({ total: 90 * MEGABYTE, perImage: MEGABYTE, images: 64 }, 100 * MEGABYTE);
  throws(
    () =>
      refuseTooLarge({ total: 200 * MEGABYTE, perImage: 2 * MEGABYTE, images: 64 }, 100 * MEGABYTE),
    {
      code: "OUT_OF_MEMORY",
      message:
        "Cannot take a step with 64 images a batch: it must fit into a WebAssembly heap of " +
        "4096 MB, and it needs 200 MB",
      hint: /^choose a batch size of 8 or less \(train: --set batchSize=8; bench: --batch 8\)/,
    },
  );
  throws(
    () => refuseTooLarge({ total: 200 * MEGABYTE, perImage: MEGABYTE, images: 8 }, 100 * MEGABYTE),
    { hint: "choose a smaller network, or another backend" },
  );
});

Deno.test("a step that would not fit is refused before it starts, and a smaller one then runs", async () => {
  await using backend = await openWasm({ threads: 1 });
  const greedy: Step = ({ batch }) => {
    const [images] = batch.x.shape;
    const big = Array.from({ length: 3 }, () => tf.zeros([images, 2 ** 21]));
    return { weights: { sum: tf.addN(big) }, buffers: {}, slots: {}, terms: {} };
  };
  const large = { ...input(1), batch: { x: tf.zeros([512, 1]) } };
  await rejects(backend.compile(greedy)(large), {
    kind: "resource",
    code: "OUT_OF_MEMORY",
    hint: /^choose a batch size of 112 or less/,
  });
  const small = { ...input(1), batch: { x: tf.zeros([1, 1]) } };
  const { weights } = await backend.compile(greedy)(small);
  deepStrictEqual(weights.sum.shape, [1, 2 ** 21]);
});

Deno.test("a heap that is full is an error that says so, and the backend goes on", async () => {
  await using _backend = await openWasm({ threads: 1 });
  throws(() => {
    // room that is asked for and never touched
    for (let i = 0; i < 5; i++) (tf.backend() as TrainingBackend).make([2 ** 28]);
  }, { kind: "resource", code: "OUT_OF_MEMORY" });
  const sum = tf.sum(tf.ones([10]));
  strictEqual(sum.dataSync()[0], 10);
});

Deno.test("a step that throws frees what it had saved for its gradient", async () => {
  await using backend = await openWasm({ threads: 1 });
  const values = input(2);
  let fail = true;
  const broken: Step = (state) => {
    tf.grad((filter) => {
      const y = ops.conv2d(state.batch.x as tf.Tensor4D, filter as tf.Tensor4D, {
        stride: 1,
        padding: 1,
      });
      if (fail) throw new Error("stop here");
      return tf.sum(y);
    })(state.weights.filter);
    return step(state);
  };
  const compiled = backend.compile(broken);
  const before = tf.memory().numTensors;
  await rejects(compiled(values), /stop here/);
  strictEqual(tf.memory().numTensors, before);
  fail = false;
  tf.dispose((await compiled(values)).weights);
  strictEqual(tf.memory().numTensors, before);
});
