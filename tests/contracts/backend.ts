/**
 * What every backend must do, whoever wrote it: each training op and its gradients against the
 * plain reference on `cpu`, the tfjs ops that losses are made of, a step that leaks nothing and
 * gives the same bytes twice, closing and opening again.
 *
 * @module
 */
import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import type { Backend } from "../../backends/backend.ts";
import { ops } from "../../backends/ops.ts";
import * as reference from "../../backends/reference.ts";
import { tf } from "../../backends/tf.ts";
import { close, compare, evaluate, quieten, random, type Run } from "./compare.ts";
import { LOSS_OPS } from "./loss_ops.ts";
import { inputOf, ODD_STEPS } from "./odd_steps.ts";
import { REFUSED } from "./refused_ops.ts";
import { bytesOf, learn, once, start } from "./small_training.ts";

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
  /** Why only a few cases of every sweep run, for 5 s at most; the titles then say so. */
  readonly few?: string;
  /** Why nothing is promised of NaN; the cases that ask for it are then skipped. */
  readonly noNaN?: string;
}

/** Cases of a sweep, and seconds after which none is begun, where only a few run. */
const FEW_CASES = 3, FEW_SECONDS = 5;

/**
 * Runs the whole suite.
 *
 * @param open Opens the backend, which must be closed before.
 */
export function backendContract(
  title: string,
  open: () => Promise<Backend>,
  { unavailable, leakSteps = 200, few, noNaN }: ContractOptions = {},
): void {
  const note = unavailable !== undefined
    ? ` (skipped: ${unavailable})`
    : few !== undefined
    ? ` (in small: ${few})`
    : "";
  const plain = (name: string, fn: () => Promise<void>) =>
    Deno.test({
      name: `${title}: ${name}${note}`,
      ignore: unavailable !== undefined,
      fn,
    });
  const test = (name: string, body: (backend: Backend) => Promise<void>) =>
    plain(name, async () => {
      await using backend = await open();
      await body(backend);
    });
  const testNaN = noNaN === undefined || unavailable !== undefined
    ? test
    : (name: string, _body: unknown) =>
      Deno.test({ name: `${title}: ${name} (skipped: ${noNaN})`, ignore: true, fn() {} });
  const sweep = <T>(
    runs: number,
    arbitrary: fc.Arbitrary<T>,
    check: (value: T) => Promise<void>,
  ) => {
    const begun = performance.now();
    const late = () => few !== undefined && performance.now() - begun > FEW_SECONDS * 1000;
    return fc.assert(
      fc.asyncProperty(arbitrary, async (value) => late() ? undefined : await check(value)),
      { numRuns: few === undefined ? runs : FEW_CASES, seed: 1 },
    );
  };

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

  test("what no geometry, shape or type allows is refused with the words of the reference", () => {
    for (const [what, [call, message]] of Object.entries(REFUSED)) {
      throws(() => tf.tidy(() => void call()), { message }, what);
    }
    return Promise.resolve();
  });

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

  testNaN(
    "what is not a number stays so through max pooling and ReLU, and nothing else does",
    async ({ name }) => {
      const x = random(1, [2, 7, 6, 9]), pooling = { size: 3, stride: 2, padding: 1 };
      // one alone, some that fill a window, and an infinity, which is a number here
      for (const at of [31, 200, 201, 300, 309, 318, 354, 363, 372]) x.values[at] = NaN;
      x.values[120] = -Infinity;
      const c = (value: number) => tf.fill<tf.Rank.R1>([9], value);
      const run = (form: typeof ops): Run => (x) => {
        const images = x as tf.Tensor4D,
          gradient = tf.grad((x) => form.maxPool(x as tf.Tensor4D, pooling));
        const relu = { epsilon: 0, relu: true };
        return [
          form.maxPool(images, pooling),
          gradient(images),
          form.batchNormInference(images, c(1), c(0), c(0), c(1), relu),
          form.batchNorm(images, c(1), c(0), relu).y,
        ];
      };
      const expected = await evaluate("cpu", run({ ...ops, ...reference }), [x], undefined);
      const actual = await evaluate(name, run(ops), [x], undefined);
      const unknown = (values: Float32Array) => Array.from(values, Number.isNaN);
      ok(unknown(expected[0]).filter(Boolean).length > 5);
      for (const [i, values] of actual.entries()) {
        deepStrictEqual(unknown(values), unknown(expected[i]), `result ${i}`);
        close(values.map((v) => v || 0), expected[i].map((v) => v || 0), `result ${i}`);
      }
    },
  );

  testNaN("what is not a number stays so through tf.relu() and tf.clipByValue()", async () => {
    const values = Float32Array.from({ length: 70 }, (_, i) => i % 7 === 3 ? NaN : i % 5 - 2);
    // with the sign that processors give it; tfjs's wasm takes it for a negative number
    new Int32Array(values.buffer)[3] = 0xffc00000 | 0;
    const x = tf.tensor1d(values), expected = Array.from(values, Number.isNaN);
    for (const y of [tf.relu(x), tf.clipByValue(x, -1, 1)]) {
      deepStrictEqual(Array.from(await y.data(), Number.isNaN), expected);
      y.dispose();
    }
    x.dispose();
  });

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
    const all = Object.entries(LOSS_OPS);
    for (const [what, run] of few === undefined ? all : all.slice(0, FEW_CASES)) {
      const inputs = [random(3, [6, 5]), random(4, [6, 5])].slice(0, run.length);
      const out = await evaluate("cpu", run, inputs, undefined);
      const dy = random(5, [out[0].length]).values;
      await compare(name, run, run, inputs, dy).catch((cause) => {
        throw new Error(`${what} differs`, { cause });
      });
    }
  });

  test(`a training step gives the same bytes twice and leaks nothing over ${leakSteps} steps`, async (backend) => {
    const runs: Uint8Array[] = [], compared = Math.min(20, leakSteps);
    for (let i = 0; i < 2; i++) {
      const step = backend.compile(learn);
      let input = start();
      let tensors = 0;
      const count = i === 0 && backend.name !== "cpu" ? leakSteps : compared;
      let bytes: Uint8Array | undefined;
      for (let t = 0; t < count; t++) {
        const { batch, learningRate } = input;
        const { terms, ...state } = await step(input);
        if (t === compared - 1) bytes = await bytesOf(state);
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

  for (const odd of ODD_STEPS) {
    test(`a step is run that has ${odd.what}`, async (backend) => {
      const step = backend.compile(odd.step), { gives } = odd;
      // twice: a backend may keep what it has compiled
      for (let i = 0; i < 2; i++) {
        const input = inputOf(odd), output = await step(input);
        const read = async (tensors: tf.Tensor[]) =>
          await Promise.all(tensors.map(async (tensor) => [...await tensor.data()]));
        for (const group of ["weights", "buffers", "slots", "terms"] as const) {
          deepStrictEqual(Object.keys(output[group]), Object.keys(gives[group]), group);
          deepStrictEqual(
            await read(Object.values(output[group])),
            Object.values(gives[group]),
            group,
          );
        }
        tf.dispose([input, output] as unknown as tf.TensorContainer);
      }
    });
  }

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
