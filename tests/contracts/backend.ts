/**
 * What every backend must do, whoever wrote it: each training op and its gradients against the
 * plain reference on `cpu`, the tfjs ops that losses are made of, a step that leaks nothing and
 * gives the same bytes twice, closing and opening again.
 *
 * @module
 */
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import type { Backend, StepInput, StepOutput } from "../../backends/backend.ts";
import { ops } from "../../backends/ops.ts";
import * as reference from "../../backends/reference.ts";
import { tf } from "../../backends/tf.ts";
import { Stream } from "../../core/random.ts";

/** Largest error of a result, relative to its largest value. */
const TOLERANCE = 1e-5;

interface Arrays {
  readonly shape: number[];
  readonly values: Float32Array;
}

/** Normal random numbers, plus `shift`. */
export function random(seed: number, shape: number[], shift = 0): Arrays {
  const stream = new Stream(seed, "sample", shape.length);
  const size = shape.reduce((a, b) => a * b, 1);
  return { shape, values: Float32Array.from({ length: size }, () => stream.normal() + shift) };
}

type Run = (...inputs: tf.Tensor[]) => tf.Tensor[];

/** Runs `f` on `inputs`: its results, and the gradients of the first for `dy`. */
async function evaluate(
  backend: string,
  f: Run,
  inputs: Arrays[],
  dy: Float32Array | undefined,
): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const tensors = inputs.map(({ shape, values }) => tf.tensor(values, shape));
  const results = tf.tidy(() => {
    const out = f(...tensors);
    if (!dy) return out;
    const gradients = tf.grads((...xs: tf.Tensor[]) => f(...xs)[0]);
    return [...out, ...gradients(tensors, tf.tensor(dy, out[0].shape))];
  });
  // not dataSync(): WebGPU cannot in Deno
  const arrays = await Promise.all(results.map((tensor) => tensor.data() as Promise<Float32Array>));
  tf.dispose([...tensors, ...results]);
  return arrays;
}

/** Fails unless every value of `actual` is as near to `expected` as the contract asks. */
export function close(
  actual: Float32Array,
  expected: Float32Array,
  what: string,
  tolerance = TOLERANCE,
): void {
  strictEqual(actual.length, expected.length, what);
  // all numbers here are of order one; a sum that cancels to less keeps the error of its terms
  let largest = 0.25, worst = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]));
    const error = Math.abs(actual[i] - expected[i]);
    worst = Number.isNaN(error) ? Infinity : Math.max(worst, error);
  }
  ok(worst <= tolerance * largest, `${what}: error ${worst} of ${largest}`);
}

/** Compares `actual` on `backend` with `expected` on cpu. */
async function compare(
  backend: string,
  actual: Run,
  expected: Run,
  inputs: Arrays[],
  dy?: Float32Array,
): Promise<void> {
  const theirs = await evaluate("cpu", expected, inputs, dy);
  const ours = await evaluate(backend, actual, inputs, dy);
  strictEqual(ours.length, theirs.length);
  ours.forEach((values, i) => close(values, theirs[i], `result ${i}`));
}

const seed = fc.integer({ min: 0, max: 1e6 });

/** Convolutions as networks have them, and as they do not. */
const convolution = fc.record({
  seed,
  n: fc.integer({ min: 1, max: 3 }),
  h: fc.integer({ min: 1, max: 14 }),
  w: fc.integer({ min: 1, max: 14 }),
  ci: fc.constantFrom(1, 2, 3, 4, 5, 8, 16, 24),
  co: fc.constantFrom(1, 3, 4, 6, 8, 9, 16, 24),
  kernel: fc.constantFrom(1, 2, 3, 3, 3, 5, 7),
  stride: fc.constantFrom(1, 1, 2, 3),
  padding: fc.integer({ min: 0, max: 3 }),
}).filter(({ h, w, kernel, padding }) =>
  padding <= kernel / 2 && Math.min(h, w) + 2 * padding >= kernel
);

/** What may be known of a backend before it is opened. */
export interface ContractOptions {
  /** Why it cannot be opened here; the suite is then skipped. */
  readonly unavailable?: string;
  /** Steps over which nothing may leak; fewer where a step takes a second. */
  readonly leakSteps?: number;
}

/**
 * Runs the whole suite.
 *
 * @param open Opens the backend, which must be closed before.
 */
export function backendContract(
  title: string,
  open: () => Promise<Backend>,
  { unavailable, leakSteps = 200 }: ContractOptions = {},
): void {
  const plain = (name: string, fn: () => Promise<void>) =>
    Deno.test({
      name: `${title}: ${name}${unavailable === undefined ? "" : ` (skipped: ${unavailable})`}`,
      ignore: unavailable !== undefined,
      fn,
    });
  const test = (name: string, body: (backend: Backend) => Promise<void>) =>
    plain(name, async () => {
      await using backend = await open();
      await body(backend);
    });
  const sweep = <T>(runs: number, arbitrary: fc.Arbitrary<T>, check: (value: T) => Promise<void>) =>
    fc.assert(fc.asyncProperty(arbitrary, check), { numRuns: runs, seed: 1 });

  test("conv2d() and its gradients agree with the reference for every shape", ({ name }) =>
    sweep(40, convolution, async ({ seed, n, h, w, ci, co, kernel, stride, padding }) => {
      const options = { stride, padding };
      const out = (size: number) => Math.floor((size + 2 * padding - kernel) / stride) + 1;
      await compare(
        name,
        (x, filter) => [ops.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, options)],
        (x, filter) => [reference.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, options)],
        [random(seed, [n, h, w, ci]), random(seed + 1, [kernel, kernel, ci, co])],
        random(seed + 2, [n, out(h), out(w), co]).values,
      );
    }));

  const normalisation = fc.record({
    seed,
    n: fc.integer({ min: 1, max: 5 }),
    h: fc.integer({ min: 1, max: 7 }),
    w: fc.integer({ min: 2, max: 7 }),
    c: fc.constantFrom(1, 3, 4, 7, 8, 16, 20),
    relu: fc.boolean(),
    residual: fc.boolean(),
    shift: fc.constantFrom(0, 5),
  });

  test("batchNorm() and its gradients agree with the reference", ({ name }) =>
    sweep(40, normalisation, async ({ seed, n, h, w, c, relu, residual, shift }) => {
      const inputs = [
        random(seed, [n, h, w, c], shift),
        random(seed + 1, [c], 1),
        random(seed + 2, [c]),
        ...(residual ? [random(seed + 3, [n, h, w, c])] : []),
      ];
      const run =
        (form: typeof ops.batchNorm, relu: boolean): Run => (x, gamma, beta, residual) => {
          const { y, mean, variance } = form(
            x as tf.Tensor4D,
            gamma as tf.Tensor1D,
            beta as tf.Tensor1D,
            { epsilon: 1e-5, relu, residual: residual as tf.Tensor4D | undefined },
          );
          return [y, mean, variance];
        };
      const dy = random(seed + 4, [n, h, w, c]).values;
      if (relu) await quieten(dy, run(reference.batchNorm, false), inputs);
      await compare(name, run(ops.batchNorm, relu), run(reference.batchNorm, relu), inputs, dy);
    }));

  test("batchNormInference() and its gradients agree with the reference", ({ name }) =>
    sweep(20, normalisation, async ({ seed, n, h, w, c, relu, residual, shift }) => {
      const inputs = [
        random(seed, [n, h, w, c], shift),
        ...[random(seed + 1, [c], 1), random(seed + 2, [c]), random(seed + 3, [c])],
        { shape: [c], values: random(seed + 4, [c]).values.map((v) => 0.5 + v * v) },
        ...(residual ? [random(seed + 5, [n, h, w, c])] : []),
      ];
      const run =
        (form: typeof ops.batchNormInference, relu: boolean): Run =>
        (x, gamma, beta, mean, variance, residual) => [
          form(
            x as tf.Tensor4D,
            gamma as tf.Tensor1D,
            beta as tf.Tensor1D,
            mean as tf.Tensor1D,
            variance as tf.Tensor1D,
            { epsilon: 1e-5, relu, residual: residual as tf.Tensor4D | undefined },
          ),
        ];
      const dy = random(seed + 6, [n, h, w, c]).values;
      if (relu) await quieten(dy, run(reference.batchNormInference, false), inputs);
      const expected = run(reference.batchNormInference, relu);
      await compare(name, run(ops.batchNormInference, relu), expected, inputs, dy);
    }));

  test("maxPool() and its gradient agree with the reference", ({ name }) =>
    sweep(
      30,
      fc.record({
        seed,
        n: fc.integer({ min: 1, max: 3 }),
        h: fc.integer({ min: 3, max: 12 }),
        c: fc.constantFrom(1, 3, 4, 8, 10),
        size: fc.constantFrom(2, 3),
        stride: fc.constantFrom(1, 2, 3),
        padding: fc.constantFrom(0, 1),
      }),
      async ({ seed, n, h, c, size, stride, padding }) => {
        const options = { size, stride, padding };
        const out = Math.floor((h + 2 * padding - size) / stride) + 1;
        await compare(
          name,
          (x) => [ops.maxPool(x as tf.Tensor4D, options)],
          (x) => [reference.maxPool(x as tf.Tensor4D, options)],
          [random(seed, [n, h, h, c])],
          random(seed + 1, [n, out, out, c]).values,
        );
      },
    ));

  test("globalAveragePool() and its gradient agree with the reference", ({ name }) =>
    sweep(
      15,
      fc.tuple(seed, fc.constantFrom(1, 2, 5), fc.constantFrom(1, 2, 7), fc.constantFrom(1, 6, 64)),
      ([seed, n, h, c]) =>
        compare(
          name,
          (x) => [ops.globalAveragePool(x as tf.Tensor4D)],
          (x) => [reference.globalAveragePool(x as tf.Tensor4D)],
          [random(seed, [n, h, h, c])],
          random(seed + 1, [n, c]).values,
        ),
    ));

  const extent = fc.constantFrom(1, 2, 5, 10, 16, 33, 64);

  test("dense() and its gradients agree with the reference", ({ name }) =>
    sweep(25, fc.tuple(seed, extent, extent, extent), ([seed, n, d, o]) =>
      compare(
        name,
        (x, w, b) => [ops.dense(x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor1D)],
        (x, w, b) => [reference.dense(x as tf.Tensor2D, w as tf.Tensor2D, b as tf.Tensor1D)],
        [random(seed, [n, d]), random(seed + 1, [d, o]), random(seed + 2, [o])],
        random(seed + 3, [n, o]).values,
      )));

  test("tf.matMul() and its gradients agree with cpu, transposed, in batches and broadcast", ({ name }) =>
    sweep(
      40,
      fc.record({
        ...{ seed, m: extent, n: extent, k: extent },
        ...{ transposeA: fc.boolean(), transposeB: fc.boolean() },
        outer: fc.constantFrom<[number[], number[]]>(
          ...[[[], []], [[3], [3]], [[2, 3], [2, 3]], [[3], [1]], [[1], [4]]] as [
            number[],
            number[],
          ][],
        ),
      }),
      ({ seed, m, n, k, transposeA, transposeB, outer }) => {
        const run: Run = (a, b) => [tf.matMul(a, b, transposeA, transposeB)];
        // tfjs has no gradient for a broadcast product
        const same = outer[0].join() === outer[1].join();
        return compare(
          name,
          run,
          run,
          [
            random(seed, [...outer[0], ...(transposeA ? [k, m] : [m, k])]),
            random(seed + 1, [...outer[1], ...(transposeB ? [n, k] : [k, n])]),
          ],
          same ? random(seed + 2, [...outer[0], m, n]).values : undefined,
        );
      },
    ));

  test("sgd() agrees with the reference", ({ name }) =>
    sweep(
      25,
      fc.record({
        seed,
        shape: fc.constantFrom<number[]>([1], [7], [16, 9], [3, 3, 5, 8]),
        momentum: fc.constantFrom(undefined, 0.9),
        weightDecay: fc.constantFrom(0, 5e-4),
        nesterov: fc.boolean(),
      }),
      ({ seed, shape, momentum, weightDecay, nesterov }) => {
        const run = (form: typeof ops.sgd): Run => (weight, gradient, velocity) => {
          const rule = {
            learningRate: tf.scalar(0.1),
            ...{
              momentum: momentum ?? 0,
              weightDecay,
              nesterov: nesterov && velocity !== undefined,
            },
          };
          const { weight: w, velocity: v } = form(weight, gradient, velocity, rule);
          return v ? [w, v] : [w];
        };
        const inputs = [random(seed, shape), random(seed + 1, shape)];
        if (momentum) inputs.push(random(seed + 2, shape));
        return compare(name, run(ops.sgd), run(reference.sgd), inputs);
      },
    ));

  test("the tfjs ops that losses are made of have results and gradients as on cpu", async ({ name }) => {
    for (const [what, run] of Object.entries(LOSS_OPS)) {
      const inputs = [random(3, [6, 5]), random(4, [6, 5])].slice(0, run.length);
      const out = await evaluate("cpu", run, inputs, undefined);
      const dy = random(5, [out[0].length]).values;
      await compare(name, run, run, inputs, dy).catch((cause) => {
        throw new Error(`${what} differs`, { cause });
      });
    }
  });

  test(`a training step gives the same bytes twice and leaks nothing over ${leakSteps} steps`, async (backend) => {
    const runs: Uint8Array[] = [];
    for (let i = 0; i < 2; i++) {
      const step = backend.compile(learn);
      let input = start();
      let tensors = 0;
      const count = i === 0 && backend.name !== "cpu" ? leakSteps : 20;
      let bytes: Uint8Array | undefined;
      for (let t = 0; t < count; t++) {
        const { batch, learningRate } = input;
        const { terms, ...state } = await step(input);
        if (t === 19) bytes = await bytesOf(state);
        tf.dispose([input.weights, input.buffers, input.slots, terms]);
        input = { ...state, batch, learningRate };
        if (t === 0) tensors = tf.memory().numTensors;
        else strictEqual(tf.memory().numTensors, tensors, `tensors after step ${t}`);
      }
      tf.dispose(input as unknown as tf.TensorContainer);
      runs.push(bytes!);
    }
    deepStrictEqual(runs[0], runs[1]);
  });

  test("a training step does not depend on what ran before it was compiled", async (backend) => {
    const first = await once(backend);
    tf.dispose(tf.tidy(() => tf.matMul(tf.ones([50, 50]), tf.ones([50, 50]))));
    deepStrictEqual(await once(backend), first);
  });

  plain("it can be closed and opened again, and computes the same", async () => {
    const results: Uint8Array[] = [];
    for (let i = 0; i < 2; i++) {
      await using backend = await open();
      strictEqual(tf.getBackend(), backend.name);
      results.push(await once(backend));
    }
    deepStrictEqual(results[0], results[1]);
  });

  plain("tensors may be disposed of after it is closed", async () => {
    let tensor: tf.Tensor;
    {
      await using _backend = await open();
      tensor = tf.ones([3]);
    }
    tensor.dispose();
    strictEqual(tensor.isDisposed, true);
  });
}

/** Zeroes `dy` where a ReLU of the result would be near its kink, where two backends may differ. */
async function quieten(dy: Float32Array, f: Run, inputs: Arrays[]): Promise<void> {
  const [y] = await evaluate("cpu", f, inputs, undefined);
  for (let i = 0; i < dy.length; i++) if (Math.abs(y[i]) < 1e-3) dy[i] = 0;
}

const random3 = () => tf.tensor(random(9, [6, 5]).values, [6, 5]);

const LOSS_OPS: Record<string, Run> = {
  softmax: (a) => [tf.softmax(a)],
  logSoftmax: (a) => [tf.logSoftmax(a)],
  logSumExp: (a) => [tf.logSumExp(a, 1)],
  log: (a) => [tf.log(tf.add(tf.square(a), 0.1))],
  exp: (a) => [tf.exp(a)],
  sqrt: (a) => [tf.sqrt(tf.add(tf.square(a), 0.1))],
  divide: (a, b) => [tf.div(a, tf.add(tf.square(b), 1))],
  "divide by a column": (a, b) => [tf.div(a, tf.add(tf.sum(tf.square(b), 1, true), 1))],
  multiply: (a, b) => [tf.mul(a, b)],
  subtract: (a, b) => [tf.sub(a, b)],
  "add a row": (a, b) => [tf.add(a, tf.mean(b, 0))],
  sum: (a) => [tf.sum(a, 1)],
  mean: (a) => [tf.mean(a, 0)],
  max: (a) => [tf.max(a, 1)],
  relu: (a) => [tf.relu(a)],
  abs: (a) => [tf.abs(a)],
  clip: (a) => [tf.clipByValue(a, -0.5, 0.5)],
  maximum: (a, b) => [tf.maximum(a, b)],
  minimum: (a, b) => [tf.minimum(a, b)],
  transpose: (a) => [tf.transpose(a)],
  "transpose of rank 3": (a) => [tf.transpose(tf.reshape(a, [2, 3, 5]), [1, 0, 2])],
  concat: (a, b) => [tf.concat([a, b], 0)],
  stack: (a, b) => [tf.stack([a, b])],
  slice: (a) => [tf.slice(a, [1, 0], [3, 4])],
  split: (a) => [tf.mul(...tf.split(a, 2, 0) as [tf.Tensor, tf.Tensor])],
  reshape: (a) => [tf.reshape(a, [5, 6])],
  tile: (a) => [tf.tile(a, [2, 1])],
  gather: (a) => [tf.gather(a, tf.tensor1d([0, 2, 2], "int32"))],
  select: (a, b) => [tf.where(tf.greater(random3(), 0), a, b)],
  tanh: (a) => [tf.tanh(a)],
  sigmoid: (a) => [tf.sigmoid(a)],
  softplus: (a) => [tf.softplus(a)],
  pow: (a) => [tf.pow(tf.add(tf.abs(a), 0.1), 3)],
  rsqrt: (a) => [tf.rsqrt(tf.add(tf.square(a), 0.1))],
};

/** A small network and its state, as a strategy would have them. */
function start(): StepInput {
  const make = (seed: number, shape: number[], scale: number) => {
    const { values } = random(seed, shape);
    return tf.tensor(values.map((v) => v * scale), shape);
  };
  const weights = {
    stem: make(1, [3, 3, 3, 8], 0.3),
    body: make(2, [3, 3, 8, 8], 0.2),
    short: make(3, [1, 1, 8, 16], 0.3),
    wide: make(4, [3, 3, 8, 16], 0.2),
    ...{ gamma: tf.ones([8]), beta: tf.zeros([8]), gamma2: tf.ones([16]), beta2: tf.zeros([16]) },
    ...{ head: make(5, [16, 5], 0.3), bias: tf.zeros([5]) },
  };
  const slots = Object.fromEntries(
    Object.entries(weights).map(([name, w]) => [name, tf.zerosLike(w)]),
  );
  return {
    ...{ weights, slots },
    buffers: { mean: tf.zeros([8]) },
    batch: { images: make(6, [6, 9, 9, 3], 1), targets: tf.softmax(make(7, [6, 5], 1)) },
    learningRate: tf.scalar(0.05),
  };
}

/** One step of training it: a residual net in small. */
function learn({ weights, buffers, slots, batch, learningRate }: StepInput): StepOutput {
  const names = Object.keys(weights), w = weights;
  let mean: tf.Tensor | undefined;
  const loss = (...list: tf.Tensor[]) => {
    const v = Object.fromEntries(names.map((name, i) => [name, list[i]]));
    const t4 = (t: tf.Tensor) => t as tf.Tensor4D, t1 = (t: tf.Tensor) => t as tf.Tensor1D;
    const conv = (x: tf.Tensor4D, name: string, stride: number, padding: number) =>
      ops.conv2d(x, t4(v[name]), { stride, padding });
    const norm = (x: tf.Tensor4D, suffix: string, relu: boolean, residual?: tf.Tensor4D) =>
      ops.batchNorm(x, t1(v[`gamma${suffix}`]), t1(v[`beta${suffix}`]), {
        ...{ epsilon: 1e-5, relu, residual },
      });
    const stem = norm(conv(t4(batch.images), "stem", 1, 1), "", true);
    // kept: what the loss makes on its way is freed before its gradient is taken
    mean = tf.keep(tf.add(tf.mul(buffers.mean, 0.9), tf.mul(stem.mean, 0.1)));
    const pooled = ops.maxPool(stem.y, { size: 3, stride: 2, padding: 1 });
    const body = norm(conv(pooled, "body", 1, 1), "", true, pooled).y;
    const short = norm(conv(body, "short", 2, 0), "2", false).y;
    const wide = norm(conv(body, "wide", 2, 1), "2", true, short).y;
    const logits = ops.dense(
      ops.globalAveragePool(wide),
      v.head as tf.Tensor2D,
      t1(v.bias),
    );
    return tf.neg(tf.mean(tf.sum(tf.mul(batch.targets, tf.logSoftmax(logits)), 1))) as tf.Scalar;
  };
  const { value, grads } = tf.valueAndGrads(loss)(names.map((name) => w[name]));
  const rule = { learningRate, momentum: 0.9, weightDecay: 5e-4, nesterov: false };
  const updates = names.map((name, i) => ops.sgd(w[name], grads[i], slots[name], rule));
  const collect = (pick: (update: typeof updates[number]) => tf.Tensor) =>
    Object.fromEntries(names.map((name, i) => [name, pick(updates[i])]));
  return {
    weights: collect(({ weight }) => weight),
    slots: collect(({ velocity }) => velocity!),
    buffers: { mean: mean! },
    terms: { loss: value },
  };
}

async function bytesOf(
  state: Pick<StepOutput, "weights" | "buffers" | "slots">,
): Promise<Uint8Array> {
  const tensors = [state.weights, state.buffers, state.slots].flatMap(Object.values) as tf.Tensor[];
  const arrays = await Promise.all(tensors.map((tensor) => tensor.data() as Promise<Float32Array>));
  const bytes = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let offset = 0;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offset);
    offset += byteLength;
  }
  return bytes;
}

async function once(backend: Backend): Promise<Uint8Array> {
  const input = start();
  const output = await backend.compile(learn)(input);
  const bytes = await bytesOf(output);
  tf.dispose([input, output] as unknown as tf.TensorContainer);
  return bytes;
}
