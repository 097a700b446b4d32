import { deepStrictEqual, notStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import type { Step, StepInput, StepOutput } from "../../../backends/backend.ts";
import { eager } from "../../../backends/eager.ts";
import { foldConstants } from "../../../backends/wasm/fold_constants.ts";
import { openWasm } from "../../../backends/wasm/open.ts";
import { record } from "../../../backends/wasm/recording.ts";
import { replayer } from "../../../backends/wasm/replay.ts";
import type { TrainingBackend } from "../../../backends/wasm/runtime.ts";
import { tf } from "../../../backends/tf.ts";
import { bytesOf, learn, start } from "../../../contracts/backend/small_training.ts";

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
  // once to record it, once to see whether it does the same again
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

Deno.test("what depends on the step's own numbers alone is computed once, and kept while it is read", async () => {
  await using _ = await openWasm({ threads: 1 });
  const step = lossOf((x) => {
    const mask = tf.cast(tf.oneHot(tf.range(0, 2, 1, "int32"), 2), "float32");
    return tf.add(tf.sum(tf.mul(mask, x), 1), tf.neg(tf.tensor1d([1, 2])));
  });
  const before = wasm().numDataIds(), input = inputOf([3, 4]);
  const folded = foldConstants(wasm(), record(wasm(), step, input).recording!);
  deepStrictEqual(folded.calls.map(({ name }) => name), ["Multiply", "Sum", "Add"]);
  const replay = replayer(wasm(), folded);
  for (const x of [[3, 4], [5, 7], [0, 0]]) {
    const given = inputOf(x), { terms } = replay(given)!;
    deepStrictEqual([...terms.loss.dataSync()], [x[0] - 1, x[1] - 2]);
    tf.dispose([terms, given] as unknown as tf.TensorContainer);
  }
  tf.dispose(input as unknown as tf.TensorContainer);
  // the mask and the negated numbers
  strictEqual(wasm().numDataIds(), before + 2);
});

Deno.test("the first step takes no more memory than those after it", async () => {
  await using backend = await openWasm({ threads: 1 });
  // a gradient, so that the step as it is would hold every value until its end
  const gradient = tf.grad((x) => {
    for (let i = 0; i < 8; i++) x = tf.sin(x);
    return x;
  });
  const compiled = backend.compile(lossOf((x) => tf.sum(gradient(x))));
  const peaks: number[] = [];
  for (let i = 0; i < 2; i++) {
    const input = inputOf(Array.from({ length: 4096 }, () => i));
    const allocations = wasm().allocations.watch(), before = tf.memory().numBytes;
    const { terms } = await compiled(input);
    peaks.push(allocations.end().peak - before);
    tf.dispose([terms, input] as unknown as tf.TensorContainer);
  }
  ok(peaks[0] < 1.1 * peaks[1], `${peaks}`);
});

Deno.test("a step that brings more numbers than may be kept is not recorded", async () => {
  await using _ = await openWasm({ threads: 1 });
  const brought = lossOf((x) => tf.add(tf.tensor1d([1, 2]), x)), input = inputOf([1, 2]);
  strictEqual(record(wasm(), brought, input, 1).recording, undefined);
  notStrictEqual(record(wasm(), brought, input, 2).recording, undefined);
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
  // each kind of input once to record it, once to see whether it does the same again
  strictEqual(runs(), 4);
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
  const { recording } = record(wasm(), step, input);
  const names = recording!.calls.map(({ name }) => name);
  deepStrictEqual(names, ["Multiply", "Add", "Multiply", "Sub", "Sum"]);
  const { weights, terms } = replayer(wasm(), recording!)(inputOf([0, 0], [1, 3]))!;
  deepStrictEqual([...await weights.w.data()], [-4, -7]);
  deepStrictEqual([...await terms.loss.data()], [4]);
});

/** Runs a compiled step on each `x`, and gives the term `loss` of each. */
async function losses(
  run: (input: StepInput) => Promise<StepOutput>,
  ...xs: number[][]
): Promise<number[][]> {
  const values: number[][] = [];
  for (const x of xs) {
    const input = inputOf(x), { terms } = await run(input);
    values.push([...await terms.loss.data()]);
    tf.dispose([terms, input] as unknown as tf.TensorContainer);
  }
  return values;
}

/** A step of one loss. */
const lossOf = (loss: (x: tf.Tensor) => tf.Tensor): Step => ({ batch: { x } }) => ({
  ...{ weights: {}, buffers: {}, slots: {} },
  terms: { loss: loss(x) },
});

Deno.test("numbers that a step draws anew are never those of a step before", async () => {
  await using backend = await openWasm({ threads: 1 });
  const draws: ((x: tf.Tensor) => tf.Tensor)[] = [
    (x) => tf.mul(x, Math.random()),
    (x) => tf.add(x, tf.randomUniform([2])),
    (x) => tf.dropout(tf.add(tf.zeros([64]), tf.sum(x)), 0.5),
    (x) => tf.concat([x, tf.fill([1], Math.random())]),
    (x) => tf.mul(x, tf.randomNormal([600, 600]).slice([0, 0], [1, 2])),
  ];
  for (const draw of draws) {
    const all = await losses(backend.compile(lossOf(draw)), [1, 2], [1, 2], [1, 2], [1, 2]);
    strictEqual(new Set(all.map(String)).size, 4, String(draw));
  }
});

Deno.test("a step that takes now this tensor and now that is run as it is", async () => {
  await using backend = await openWasm({ threads: 1 });
  let runs = 0;
  const compiled = backend.compile(({ weights: { w }, batch: { x } }) => ({
    ...{ weights: {}, buffers: {}, slots: {} },
    terms: { loss: tf.mul(runs++ % 2 === 0 ? w : x, 2) },
  }));
  const all = await losses(compiled, [5, 6], [5, 6], [5, 6]);
  // two dry runs came before
  deepStrictEqual(all, [[2, 4], [10, 12], [2, 4]]);
});

Deno.test("a tensor from outside of the step is the one of now", async () => {
  await using backend = await openWasm({ threads: 1 });
  let bank = tf.tensor1d([1, 1]);
  const compiled = backend.compile(lossOf((x) => tf.add(x, bank)));
  deepStrictEqual(await losses(compiled, [1, 2]), [[2, 3]]);
  bank.dispose();
  bank = tf.tensor1d([10, 10]);
  deepStrictEqual(await losses(compiled, [1, 2]), [[11, 12]]);
  bank.dispose();
});

Deno.test("results whose shape depends on the values are those of the step itself", async () => {
  await using backend = await openWasm({ threads: 1 });
  const used = lossOf((x) => tf.unique(x).values);
  const counted = lossOf((x) => tf.mul(tf.sum(x), tf.unique(x).values.shape[0]));
  for (const step of [used, counted]) {
    const xs = [[1, 1, 1], [1, 2, 2], [3, 2, 1], [4, 4, 4], [1, 2, 1], [0, 0, 0]];
    deepStrictEqual(
      await losses(backend.compile(step), ...xs),
      await losses(eager(step), ...xs),
    );
  }
});

Deno.test("a kernel that others have registered is computed anew, of whatever shape it is", async () => {
  await using backend = await openWasm({ threads: 1 });
  // as many numbers as the first one says
  const repeat: tf.KernelFunc = ({ inputs: { x }, backend }) => {
    const wasm = backend as TrainingBackend, [n] = wasm.typedArrayFromHeap(x as tf.TensorInfo);
    const out = wasm.make([Math.max(1, n)]);
    wasm.typedArrayFromHeap(out).fill(n);
    return out;
  };
  tf.registerKernel({ kernelName: "TestRepeat", backendName: "wasm", kernelFunc: repeat });
  const step = lossOf((x) => tf.mul(tf.engine().runKernel("TestRepeat", { x }) as tf.Tensor, 2));
  try {
    const all = await losses(backend.compile(step), [2], [3], [1], [2]);
    deepStrictEqual(all, [[4, 4], [6, 6, 6], [2], [4, 4]]);
  } finally {
    tf.unregisterKernel("TestRepeat", "wasm");
  }
  // known before the backend is opened, it is recorded with the others
  const known: tf.KernelFunc = (call) =>
    wasm().dispatch("TestRepeat", repeat, call.inputs, call.attrs);
  tf.registerKernel({ kernelName: "TestRepeat", backendName: "wasm", kernelFunc: known });
  try {
    const before = wasm().numDataIds();
    const all = await losses(backend.compile(step), [1], [3], [1], [2]);
    deepStrictEqual(all, [[2], [6, 6, 6], [2], [4, 4]]);
    ok(wasm().numDataIds() <= before + 4, "a replay that is given up keeps no memory");
  } finally {
    tf.unregisterKernel("TestRepeat", "wasm");
  }
});

Deno.test("steps that are begun together are recorded one by one, and what is computed meanwhile is not", async () => {
  await using backend = await openWasm({ threads: 1 });
  const [twice, thrice] = [2, 3].map((n) => backend.compile(lossOf((x) => tf.mul(x, n))));
  for (let i = 0; i < 3; i++) {
    const input = inputOf([i, 1]);
    const both = [twice(input), thrice(input)];
    const other = tf.add(input.batch.x, 1).dataSync();
    deepStrictEqual([...other], [i + 1, 2]);
    const [a, b] = await Promise.all(both);
    deepStrictEqual([...a.terms.loss.dataSync()], [2 * i, 2]);
    deepStrictEqual([...b.terms.loss.dataSync()], [3 * i, 3]);
    strictEqual(wasm().interceptor, undefined);
  }
});

Deno.test("a replay that breaks off keeps no memory, and the next one is right", async () => {
  await using backend = await openWasm({ threads: 1 });
  const compiled = backend.compile(small((w, x) => ({ loss: tf.sum(tf.mul(w, x)) })));
  const input = inputOf([3, 4]);
  tf.dispose(await compiled(input) as unknown as tf.TensorContainer);
  const before = wasm().numDataIds();
  let calls = 0;
  wasm().interceptor = {
    kernel(_name, func, inputs, attrs) {
      if (++calls === 3) throw new Error("stop here");
      return func({ inputs, attrs, backend: wasm() });
    },
  };
  await rejects(compiled(input), /stop here/);
  wasm().interceptor = undefined;
  strictEqual(wasm().numDataIds(), before);
  const { terms } = await compiled(input);
  deepStrictEqual([...await terms.loss.data()], [11]);
});

Deno.test("memory that grows between recording and replaying is looked for where it is", async () => {
  for (const shared of [true, false]) {
    await using backend = await openWasm({ threads: 2, shared });
    const step = lossOf((x) => {
      // one kernel in JavaScript, one with scratch memory
      const rows = tf.reshape(tf.cast(tf.cast(x, "bool"), "float32"), [1, 2]) as tf.Tensor2D;
      return tf.matMul(rows, tf.ones([2, 2]));
    });
    const compiled = backend.compile(step);
    deepStrictEqual(await losses(compiled, [3, 0]), [[1, 1]]);
    const bytes = wasm().heap.memory.buffer.byteLength;
    const large = tf.matMul(tf.ones([64, 4096]), tf.ones([4096, 2048]));
    ok(wasm().heap.memory.buffer.byteLength > bytes);
    deepStrictEqual(await losses(compiled, [3, 4], [0, 0]), [[2, 2], [0, 0]]);
    large.dispose();
  }
});

Deno.test("a step of a backend that is closed runs on the one that is open", async () => {
  let compiled: (input: StepInput) => Promise<StepOutput>, old: StepInput;
  {
    await using backend = await openWasm({ threads: 2 });
    compiled = backend.compile(lossOf((x) => tf.mul(x, 2)));
    deepStrictEqual(await losses(compiled, [1, 2], [3, 4]), [[2, 4], [6, 8]]);
    old = inputOf([5, 6]);
  }
  await using _next = await openWasm({ threads: 2 });
  deepStrictEqual(await losses(compiled, [1, 2], [3, 4]), [[2, 4], [6, 8]]);
  const { terms } = await compiled(old);
  deepStrictEqual([...await terms.loss.data()], [10, 12]);
});
