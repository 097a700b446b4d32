import {
  deepStrictEqual,
  notStrictEqual,
  ok,
  rejects,
  strictEqual,
  throws,
} from "node:assert/strict";
import type { StepInput, StepOutput } from "../../../backends/backend.ts";
import { ops } from "../../../backends/ops.ts";
import { tf } from "../../../backends/tf.ts";
import { xla } from "../../../backends/xla/mod.ts";
import { type OpenedXla, openXla } from "../../../backends/xla/open.ts";
import { readyPlace } from "../../../backends/xla/probe.ts";
import { compare, random, type Run } from "../../../contracts/backend/compare.ts";
import { withPlugin } from "./library.ts";

const open = (options = {}) => xla.open(options) as Promise<OpenedXla>;

function input(images = 4): StepInput {
  const { values } = random(1, [images, 8, 8, 3]), filter = random(2, [3, 3, 3, 16]);
  return {
    weights: { filter: tf.tensor(filter.values, filter.shape), frozen: tf.scalar(3) },
    buffers: { seen: tf.scalar(0) },
    slots: {},
    batch: { x: tf.tensor4d(values, [images, 8, 8, 3]) },
    learningRate: tf.scalar(1e-3),
  };
}

/** A step that trains one filter of two, with statistics of the whole batch. */
function learn({ weights, buffers, batch, learningRate }: StepInput): StepOutput {
  const c = (value: number) => tf.fill<tf.Rank.R1>([16], value);
  const loss = (filter: tf.Tensor) => {
    const y = ops.conv2d(batch.x as tf.Tensor4D, filter as tf.Tensor4D, { stride: 2, padding: 1 });
    const normal = ops.batchNorm(y, c(1), c(0.5), { epsilon: 1e-5, relu: true }).y;
    const features = ops.globalAveragePool(normal);
    return tf.mean(tf.square(tf.matMul(features, features, false, true))) as tf.Scalar;
  };
  const { value, grad } = tf.valueAndGrad(loss)(weights.filter);
  return {
    weights: { ...weights, filter: tf.sub(weights.filter, tf.mul(grad, learningRate)) },
    buffers: { seen: tf.add(buffers.seen, 1) },
    slots: {},
    terms: { loss: value, half: tf.div(value, 2), slope: tf.mean(grad, [0, 1, 2]) },
  };
}

const dispose = (...values: unknown[]) => tf.dispose(values as tf.TensorContainer);

withPlugin(
  "a step overwrites its weights, which then say so; clones and what it hands on live",
  async () => {
    await using backend = await open();
    const given = input(), step = backend.compile(learn);
    const before = given.weights.filter.dataSync(), copy = tf.clone(given.weights.filter);
    const first = await step(given);
    // somebody else held the same values: nothing was overwritten
    deepStrictEqual(given.weights.filter.dataSync(), before);
    copy.dispose();
    throws(() => given.buffers.seen.dataSync(), /must not have been given to a training step/);
    strictEqual(first.weights.frozen, given.weights.frozen);
    const next = { ...given, weights: first.weights, buffers: first.buffers };
    const pending = tf.add(first.weights.filter, 1);
    const second = await step(next);
    ok(pending.dataSync().length > 0, "what is not computed yet keeps what it is computed from");
    const third = await step({ ...next, weights: second.weights, buffers: second.buffers });
    throws(() => second.weights.filter.dataSync(), /clone it before$/);
    strictEqual(third.buffers.seen.dataSync()[0], 3);
    dispose(pending, given, first, second, third);
  },
);

withPlugin("the devices hold no more buffers after fifty steps than after one", async () => {
  await using backend = await open();
  const step = backend.compile(learn), counts: number[] = [];
  let given = input();
  for (let i = 0; i < 50; i++) {
    backend.upload!(given.batch);
    const { weights, buffers, terms } = await step(given);
    await terms.loss.data();
    dispose(given.weights.filter, given.buffers, terms);
    given = { ...given, weights, buffers };
    counts.push(backend.held.alive);
  }
  strictEqual(new Set(counts).size, 1, counts.join());
  dispose(given);
});

withPlugin("the terms of a step are read at once, each to its place", async () => {
  await using backend = await open();
  const given = input(), eager = tf.tidy(() => learn(given) as never) as StepOutput;
  const expected = Object.values(eager.terms).map((term) => [...term.dataSync()]);
  const { terms, ...state } = await backend.compile(learn)(given), { held } = backend;
  const reads = held.readBacks;
  const values = await Promise.all(Object.values(terms).map((term) => term.data()));
  strictEqual(held.readBacks, reads + 1);
  values.forEach((list, i) =>
    list.forEach((value, j) =>
      ok(Math.abs(value - expected[i][j]) <= 1e-5 * Math.abs(expected[i][j]) + 1e-7)
    )
  );
  // and they can be computed with
  strictEqual(tf.sub(terms.loss, tf.mul(terms.half, 2)).dataSync()[0], 0);
  dispose(given, eager, terms, state);
});

withPlugin("what one process has compiled, another loads, to the same bytes", async () => {
  const programsFolder = await Deno.makeTempDir();
  try {
    const seen: { counts: number[]; filter: number[] }[] = [];
    for (let i = 0; i < 2; i++) {
      await using backend = await openXla(readyPlace(), {}, { programsFolder });
      const given = input(), { counts } = backend.held.programs;
      const { weights, buffers, terms } = await backend.compile(learn)(given);
      seen.push({
        counts: [counts.compiled, counts.loaded],
        filter: [...weights.filter.dataSync()],
      });
      dispose(given, weights, buffers, terms);
    }
    deepStrictEqual(seen.map(({ counts }) => counts.map(Boolean)), [[true, false], [false, true]]);
    deepStrictEqual(seen[0].filter, seen[1].filter);
  } finally {
    await Deno.remove(programsFolder, { recursive: true });
  }
});

withPlugin(
  "on 2 and 4 devices a step gives what it gives on one, from the same state",
  async () => {
    const seen: { loss: number; filter: Float32Array; start: Float32Array }[] = [];
    for (const devices of [1, 2, 4]) {
      await using backend = await open({ devices });
      strictEqual(backend.devices, devices);
      const given = input(8), start = Float32Array.from(given.weights.filter.dataSync());
      const { weights, buffers, terms } = await backend.compile(learn)(given);
      const filter = Float32Array.from(weights.filter.dataSync());
      seen.push({ loss: terms.loss.dataSync()[0], filter, start });
      dispose(given, weights, buffers, terms);
    }
    const [one, ...several] = seen;
    for (const { loss, filter } of several) {
      ok(Math.abs(loss - one.loss) <= 5e-6 * Math.abs(one.loss), `${loss} and ${one.loss}`);
      const largest = Math.max(...one.filter.map((value, i) => Math.abs(value - one.start[i])));
      ok(largest > 0);
      for (const [i, value] of filter.entries()) {
        ok(Math.abs(value - one.filter[i]) <= 5e-3 * largest);
      }
    }
  },
);

withPlugin(
  "memory that does not suffice is an error of the step, and the next one goes on",
  async () => {
    await using backend = await open();
    const step = backend.compile(({ weights, buffers, slots, batch }) => ({
      ...{ weights, buffers, slots },
      terms: { far: tf.tile(tf.reshape(batch.x, [1, -1]), [2 ** 44, 1]) },
    }));
    const given = input();
    await rejects(step(given), { code: "OUT_OF_MEMORY", exitCode: 7 });
    const { weights, buffers, terms } = await backend.compile(learn)(given);
    ok(terms.loss.dataSync()[0] > 0);
    dispose(given, weights, buffers, terms);
  },
);

withPlugin(
  "what this machine does not have is refused: TF32, more devices, a second XLA",
  async () => {
    await rejects(open({ precision: "tf32" }), { code: "UNSUPPORTED_PRECISION" });
    await using backend = await open();
    await rejects(open(), { code: "BACKEND_OPEN" });
    strictEqual(backend.precision, "float32");
  },
);

withPlugin(
  "bfloat16 is for convolutions: losses are near float32's, weights keep float32",
  async () => {
    const losses: number[] = [];
    for (const precision of ["float32", "bfloat16"] as const) {
      await using backend = await open({ precision });
      const { weights, buffers, terms } = await backend.compile(learn)(input());
      const bits = new Uint32Array((weights.filter.dataSync() as Float32Array).slice().buffer);
      ok(bits.some((value) => (value & 0xffff) !== 0));
      losses.push(terms.loss.dataSync()[0]);
      dispose(weights, buffers, terms);
    }
    notStrictEqual(losses[0], losses[1]);
    ok(Math.abs(losses[0] - losses[1]) < 0.03 * losses[0]);
  },
);

withPlugin("values of every type and shape come back as they went", async () => {
  await using _backend = await open();
  const tensors = [
    tf.tensor([], [0, 3]),
    tf.scalar(1.5),
    tf.tensor1d([1, -2, 2 ** 31 - 1], "int32"),
    tf.tensor1d([true, false], "bool"),
  ];
  const back = tensors.map((tensor) =>
    tf.tidy(() => [...tf.clone(tf.tile(tensor, tensor.shape.map(() => 1))).dataSync()])
  );
  deepStrictEqual(back, [[], [1.5], [1, -2, 2 ** 31 - 1], [1, 0]]);
  dispose(tensors);
});

withPlugin(
  "what is reduced over nothing, and products of whole numbers, are as on cpu",
  async () => {
    await using _backend = await open();
    const seen = tf.tidy(() => {
      const nothing = tf.tensor2d([], [2, 0]), large = tf.tensor2d([2 ** 24 + 1], [1, 1], "int32");
      const product = tf.matMul(large, tf.onesLike(large));
      return [
        ...[tf.max(nothing, 1), tf.min(nothing, 1), tf.mean(nothing, 1), tf.argMax(nothing, 1)],
        ...[tf.all(tf.cast(nothing, "bool"), 1), product],
      ].map((tensor) => [tensor.dtype, ...tensor.dataSync()]);
    });
    deepStrictEqual(seen, [
      ...[["float32", NaN, NaN], ["float32", NaN, NaN], ["float32", 0, 0], ["int32", 0, 0]],
      ...[["bool", 0, 0], ["int32", 2 ** 24 + 1]],
    ]);
  },
);

withPlugin("depthwise convolutions and their gradients are as on cpu", async () => {
  await using _backend = await open();
  const input = random(1, [2, 9, 8, 5]);
  for (
    const [multiplier, stride, pad] of [[1, 1, "same"], [1, 2, "same"], [2, 2, "valid"]] as const
  ) {
    const run: Run = (x, filter) => [
      tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, pad),
    ];
    const size = pad === "same" ? Math.ceil(9 / stride) * Math.ceil(8 / stride) : 4 * 3;
    const dy = random(3, [2 * size * 5 * multiplier]).values;
    await compare("xla", run, run, [input, random(2, [3, 3, 5, multiplier])], dy);
  }
});
