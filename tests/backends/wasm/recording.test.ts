import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import type { Step, StepInput } from "../../../backends/backend.ts";
import { eager } from "../../../backends/eager.ts";
import { openWasm } from "../../../backends/wasm/open.ts";
import { record } from "../../../backends/wasm/recording.ts";
import { replayer } from "../../../backends/wasm/replay.ts";
import type { TrainingBackend } from "../../../backends/wasm/runtime.ts";
import { tf } from "../../../backends/tf.ts";
import { bytesOf, learn, start } from "../../contracts/small_training.ts";

const wasm = () => tf.backend() as TrainingBackend;

/** A step whose text counts how often it is run. */
function counting(step: Step): { step: Step; runs: () => number } {
  let runs = 0;
  return { step: (input) => (runs++, step(input)), runs: () => runs };
}

/** The state that a step has made of tensors of these values, and a batch of `x`. */
function inputOf(x: number[], w = [1, 2]): StepInput {
  return {
    weights: { w: tf.tensor1d(w) },
    buffers: {},
    slots: {},
    batch: { x: tf.tensor1d(x) },
    learningRate: tf.scalar(0.5),
  };
}

/** `w - rate * (w x + [10, 20])`, and what the terms are asked for. */
const small =
  (terms: (w: tf.Tensor, x: tf.Tensor) => Record<string, tf.Tensor>): Step =>
  ({ weights: { w }, batch: { x }, learningRate }) => {
    const change = tf.add(tf.mul(w, x), tf.tensor1d([10, 20]));
    return {
      weights: { w: tf.sub(w, tf.mul(change, learningRate)) },
      buffers: {},
      slots: {},
      terms: terms(w, x),
    };
  };

Deno.test("a recorded step gives the bytes of the step itself, and its text is not run again", async () => {
  await using backend = await openWasm({ threads: 2 });
  const states: Uint8Array[][] = [];
  const counted = counting(learn);
  for (const run of [eager(learn), backend.compile(counted.step)]) {
    let input = start();
    const bytes: Uint8Array[] = [];
    for (let t = 0; t < 5; t++) {
      const { terms, ...state } = await run(input);
      bytes.push(await bytesOf({ ...state, slots: { ...state.slots, ...terms } }));
      tf.dispose([input.weights, input.buffers, input.slots, terms]);
      input = { ...input, ...state };
    }
    tf.dispose(input as unknown as tf.TensorContainer);
    states.push(bytes);
  }
  deepStrictEqual(states[1], states[0]);
  // once to find its memory, once to record it
  strictEqual(counted.runs(), 2);
});

Deno.test("replaying keeps no memory but the step's own numbers", async () => {
  await using backend = await openWasm({ threads: 1 });
  const compiled = backend.compile(small((w) => ({ loss: tf.sum(w) })));
  const input = inputOf([3, 4]);
  tf.dispose(await compiled(input) as unknown as tf.TensorContainer);
  const before = wasm().numDataIds();
  for (let i = 0; i < 3; i++) {
    tf.dispose(await compiled(input) as unknown as tf.TensorContainer);
    strictEqual(wasm().numDataIds(), before);
  }
});

Deno.test("other shapes are recorded again, the old ones still known", async () => {
  await using backend = await openWasm({ threads: 1 });
  const { step, runs } = counting(({ batch: { x }, weights }) => ({
    ...{ weights, buffers: {}, slots: {} },
    terms: { loss: tf.sum(tf.mul(x, 2)) },
  }));
  const compiled = backend.compile(step);
  for (const [x, sum] of [[[1], 2], [[1, 2], 6], [[5], 10], [[2, 2], 8]] as const) {
    const { terms } = await compiled(inputOf([...x]));
    deepStrictEqual([...await terms.loss.data()], [sum]);
  }
  strictEqual(runs(), 3);
});

Deno.test("an input handed on is the same tensor, and a clone of one is a tensor of its own", async () => {
  await using backend = await openWasm({ threads: 1 });
  const compiled = backend.compile(({ weights, batch: { x } }) => ({
    ...{ weights, buffers: {}, slots: {} },
    terms: { loss: tf.sum(x), copy: tf.clone(x), own: tf.tensor1d([7]) },
  }));
  for (let i = 0; i < 3; i++) {
    const input = inputOf([1, 2]);
    const { weights, terms } = await compiled(input);
    strictEqual(weights.w, input.weights.w);
    notStrictEqual(terms.copy, input.batch.x);
    tf.dispose(input as unknown as tf.TensorContainer);
    deepStrictEqual([...await terms.copy.data()], [1, 2]);
    deepStrictEqual([...await terms.own.data()], [7]);
    tf.dispose(terms);
  }
});

Deno.test("a step that reads a tensor back is run as it is", async () => {
  await using backend = await openWasm({ threads: 1 });
  const { step, runs } = counting(({ weights, batch: { x } }) => ({
    ...{ weights, buffers: {}, slots: {} },
    terms: { loss: tf.scalar(x.dataSync()[0]) },
  }));
  const compiled = backend.compile(step);
  for (const x of [1, 2, 3]) {
    const { terms } = await compiled(inputOf([x]));
    deepStrictEqual([...await terms.loss.data()], [x]);
  }
  ok(runs() >= 3);
});

Deno.test("inputs that share their memory are not taken for one", async () => {
  await using backend = await openWasm({ threads: 1 });
  const compiled = backend.compile(({ weights, buffers }) => ({
    ...{ weights, buffers, slots: {} },
    terms: { loss: tf.sum(tf.sub(weights.w, buffers.old)) },
  }));
  const input = inputOf([1]), old = tf.clone(input.weights.w);
  const difference = async (w: tf.Tensor) => {
    const { terms } = await compiled({ ...input, weights: { w }, buffers: { old } });
    return (await terms.loss.data())[0];
  };
  strictEqual(await difference(input.weights.w), 0);
  strictEqual(await difference(tf.tensor1d([2, 4])), 3);
  strictEqual(await difference(input.weights.w), 0);
  strictEqual(await difference(tf.tensor1d([3, 4])), 4);
});

Deno.test("what no result depends on is not computed again", async () => {
  await using _ = await openWasm({ threads: 1 });
  const step = small((w, x) => {
    tf.exp(tf.add(w, x));
    return { loss: tf.reshape(tf.sum(tf.clone(w)), [1]) };
  });
  const input = inputOf([3, 4]);
  const { recording } = await record(wasm(), step, input);
  const names = recording!.calls.map(({ name }) => name);
  deepStrictEqual(names, ["Multiply", "Add", "Multiply", "Sub", "Sum"]);
  const { weights, terms } = replayer(wasm(), recording!)(inputOf([0, 0], [1, 3]))!;
  deepStrictEqual([...await weights.w.data()], [-4, -7]);
  deepStrictEqual([...await terms.loss.data()], [4]);
});
