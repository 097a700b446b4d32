import { deepStrictEqual, match, ok, rejects, strictEqual, throws } from "node:assert/strict";
import type { CrlcError } from "../../../core/errors.ts";
import type { StepInput, StepOutput } from "../../../backends/backend.ts";
import type { TensorFlowBackend } from "../../../backends/tensorflow/backend.ts";
import { tensorflow } from "../../../backends/tensorflow/mod.ts";
import { missingForGpu } from "../../../backends/tensorflow/gpu.ts";
import { openTensorFlow } from "../../../backends/tensorflow/open.ts";
import { joinCluster } from "../../../backends/tensorflow/cluster.ts";
import { makeContext } from "../../../backends/tensorflow/context.ts";
import { loadNative } from "../../../backends/tensorflow/native.ts";
import { groupMemory, threadGroup } from "../../../core/thread_group.ts";
import { findPlace } from "../../../backends/tensorflow/place.ts";
import { compiled } from "../../../backends/compiled.ts";
import { ops } from "../../../backends/ops.ts";
import { tf } from "../../../backends/tf.ts";
import { random } from "../../../contracts/backend/compare.ts";
import { withLibrary } from "./library.ts";

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

/** A step that trains one filter of two. */
function learn({ weights, buffers, batch, learningRate }: StepInput): StepOutput {
  const loss = (filter: tf.Tensor) => {
    const y = ops.conv2d(batch.x as tf.Tensor4D, filter as tf.Tensor4D, { stride: 2, padding: 1 });
    return tf.mean(tf.square(y)) as tf.Scalar;
  };
  const { value, grad } = tf.valueAndGrad(loss)(weights.filter);
  const filter = tf.sub(weights.filter, tf.mul(grad, learningRate));
  return {
    weights: { ...weights, filter },
    buffers: { seen: tf.add(buffers.seen, 1) },
    slots: {},
    terms: { loss: value },
  };
}

const dispose = (...values: unknown[]) => tf.dispose(values as tf.TensorContainer);

withLibrary("a step is traced once for every set of shapes", async () => {
  await using backend = await tensorflow.open({});
  let calls = 0;
  const step = backend.compile((input) => (calls++, learn(input)));
  const small = input(2), large = input(5);
  const seen: number[] = [];
  for (const given of [small, small, large, small, large]) {
    const { weights: { filter }, buffers, terms } = await step(given);
    seen.push(calls);
    dispose(filter, buffers, terms);
  }
  deepStrictEqual(seen, [1, 1, 2, 2, 2]);
  // So is what gives no state, such as the features of an encoder.
  const twice = compiled(({ batch }) => (calls++, { y: tf.mul(batch.x, 2) }));
  for (let i = 0; i < 2; i++) {
    const { y } = await twice({ batch: small.batch });
    deepStrictEqual([calls, y.dataSync()[5]], [3, 2 * small.batch.x.dataSync()[5]]);
    dispose(y);
  }
  dispose(small, large);
});

withLibrary(
  "a traced step computes what the eager one does, and hands on what it leaves alone",
  async () => {
    await using backend = await tensorflow.open({});
    const given = input();
    const traced = await backend.compile(learn)(given),
      eager = tf.tidy(() => learn(given) as never);
    const { weights, terms, buffers } = eager as StepOutput;
    strictEqual(traced.weights.frozen, given.weights.frozen);
    deepStrictEqual(traced.weights.filter.dataSync(), weights.filter.dataSync());
    deepStrictEqual(traced.terms.loss.dataSync(), terms.loss.dataSync());
    strictEqual(traced.buffers.seen.dataSync()[0], 1);
    dispose(given, traced.weights.filter, traced.buffers, traced.terms, weights, terms, buffers);
  },
);

withLibrary("a profile has the steps, what was brought and read, and ends", async () => {
  await using backend = await tensorflow.open({});
  const given = input(), step = backend.compile(learn), profiler = backend.profile!();
  const began = performance.now();
  for (let i = 0; i < 2; i++) {
    const { weights: { filter }, buffers, terms } = await step(given);
    await terms.loss.data();
    dispose(filter, buffers, terms);
  }
  const { kernels } = profiler.end(), whole = performance.now() - began;
  const calls = Object.fromEntries(kernels.map(({ name, calls }) => [name, calls]));
  strictEqual(calls["step in TensorFlow"], 2);
  strictEqual(calls["tracing"], 1);
  strictEqual(kernels.find(({ name }) => name === "reading back")?.bytes, 8);
  ok(kernels.reduce((sum, { milliseconds }) => sum + milliseconds, 0) <= whole);
  const seen = JSON.stringify(kernels);
  const { weights: { filter }, buffers, terms } = await step(given);
  strictEqual(JSON.stringify(kernels), seen);
  dispose(given, filter, buffers, terms);
});

withLibrary("a step that reads a tensor is told that it must be pure", async () => {
  await using backend = await tensorflow.open({});
  const given = input();
  const step = backend.compile((input) => {
    input.weights.frozen.dataSync();
    return learn(input);
  });
  await rejects(step(given), {
    name: "TypeError",
    message: /^Cannot read a tensor while a step is traced: a step must be pure$/,
  });
  // and what was begun is cleared away
  const { weights: { filter }, buffers, terms } = await backend.compile(learn)(given);
  ok(terms.loss.dataSync()[0] > 0);
  dispose(given, filter, buffers, terms);
});

withLibrary("TensorFlow holds no more tensors after a hundred steps than after one", async () => {
  await using backend = await tensorflow.open({});
  const { eager } = tf.backend() as TensorFlowBackend;
  for (
    const step of [
      backend.compile(learn),
      (input: StepInput) => Promise.resolve(tf.tidy(() => learn(input) as never) as StepOutput),
    ]
  ) {
    const counts: number[] = [];
    let given = input();
    for (let i = 0; i < 100; i++) {
      const { weights, buffers, terms } = await step(given);
      dispose(given.weights.filter, given.buffers, terms);
      given = { ...given, weights, buffers };
      counts.push(eager.alive);
    }
    strictEqual(new Set(counts).size, 1, counts.join());
    dispose(given);
  }
});

withLibrary(
  "bfloat16 is for gradients: losses are near float32's, weights keep float32; or it is refused",
  async () => {
    const refusal = await tensorflow.open({ precision: "bfloat16" }).then(
      async (backend) => await backend[Symbol.asyncDispose](),
      (error: CrlcError) => error,
    );
    if (refusal) {
      // no AVX-512 here: TensorFlow would take the sums of gradients in bfloat16 too
      strictEqual(refusal.code, "UNSUPPORTED_PRECISION");
      match(refusal.message, /adds in bfloat16 \(4,096 ones are \d+\)$/);
      return;
    }
    const given: StepOutput[] = [];
    for (const precision of ["float32", "bfloat16"] as const) {
      await using backend = await tensorflow.open({ precision });
      strictEqual(backend.precision, precision);
      const start = input();
      given.push(await backend.compile(learn)(start));
      for (const tensors of [given.at(-1)!.weights, given.at(-1)!.terms]) {
        for (const tensor of Object.values(tensors)) tensor.dataSync();
      }
      const filter = given.at(-1)!.weights.filter.dataSync() as Float32Array;
      const before = start.weights.filter.dataSync();
      const bits = new Uint32Array(filter.buffer);
      ok(bits.some((value) => (value & 0xffff) !== 0), "a weight has more digits than bfloat16");
      ok(filter.some((value, i) => value !== before[i]));
      results.push({ loss: given.at(-1)!.terms.loss.dataSync()[0], filter });
      dispose(start, given.at(-1)!.weights.filter, given.at(-1)!.buffers, given.at(-1)!.terms);
    }
    const [full, half] = results;
    ok(full.loss !== half.loss && Math.abs(full.loss - half.loss) < 0.03 * full.loss);
    ok(half.filter.every((value, i) => Math.abs(value - full.filter[i]) < 1e-3));
  },
);

const results: { loss: number; filter: Float32Array }[] = [];

withLibrary(
  "a second backend in the same process is refused, and so is another number of threads",
  async () => {
    const { threads } = await (async () => {
      await using backend = await tensorflow.open({});
      await rejects(tensorflow.open({}), { code: "BACKEND_OPEN" });
      return backend;
    })();
    await rejects(tensorflow.open({ threads: threads + 1 }), (error: Error) => {
      match(error.message, /keeps the number it started with in this process, \d+$/);
      return true;
    });
  },
);

withLibrary("values of every type and shape come back as they went", async () => {
  await using _backend = await tensorflow.open({});
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

withLibrary("where TensorFlow finds no GPU, the backend for GPUs says so", async () => {
  if (missingForGpu(findPlace()!) === undefined) return;
  await rejects(openTensorFlow("tensorflow-gpu", findPlace()!, {}), {
    code: "NO_DEVICE",
    exitCode: 5,
  });
});

withLibrary(
  "tfjs knows the kernels and gradients of training ops only while TensorFlow is open",
  async () => {
    const known = () =>
      ["TensorFlowConv2D", "TensorFlowMaxPool"].flatMap((name) => [
        tf.getKernel(name, "tensorflow") !== undefined,
        tf.getGradient(name) !== undefined,
      ]);
    deepStrictEqual(known(), [false, false, false, false]);
    {
      await using _backend = await tensorflow.open({});
      deepStrictEqual(known(), [true, true, true, true]);
    }
    deepStrictEqual(known(), [false, false, false, false]);
  },
);

// deno-lint-ignore require-await -- as the other tests are
withLibrary("a port that is taken is left for another, and refused where all are", async () => {
  using taken = Deno.listen({ hostname: "0.0.0.0", port: 0 });
  const native = loadNative(findPlace()!), context = makeContext(native, 1, false);
  const group = threadGroup(groupMemory(1), 0, 1), { port } = taken.addr;
  const join = (next: () => number) => joinCluster(native, context, group, next);
  throws(() => join(() => port), { code: "NO_RANK_PORT", message: /after 10 tries: / });
  let asked = 0;
  const free = () => asked++ === 0 ? port : 20_000 + Deno.pid % 12_000 + asked;
  strictEqual(join(free).nextInstance(), 1);
  ok(asked >= 2);
});
