import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import * as v from "valibot";
import { backends } from "../../backends/mod.ts";
import { type Tensors, tf } from "../../backends/tf.ts";
import {
  applyOptimiser,
  initialSlots,
  type OptimiserOptions,
  optimiserSchema,
} from "../../nn/optimisers.ts";

await (await backends.get("cpu")).open({});

function options(raw: unknown): OptimiserOptions {
  return v.parse(optimiserSchema, raw);
}

const KINDS = [
  { kind: "sgd", learningRate: 0.1 },
  { kind: "sgd", learningRate: 0.1, momentum: 0.9, weightDecay: 5e-4, nesterov: true },
  { kind: "adam", learningRate: 0.01, weightDecay: 1e-4 },
  { kind: "adamw", learningRate: 0.01 },
  { kind: "rmsprop", learningRate: 0.01, alpha: 0.9, weightDecay: 1e-4 },
];

function weights(): Tensors {
  return { kernel: tf.tensor2d([[1, -2], [0.5, 3]]), bias: tf.tensor1d([1, -1]) };
}

/** Steps down sum(w^2) / 2, whose gradient is w itself. */
function descend(options: OptimiserOptions, steps: number): Tensors {
  let state = { weights: weights(), slots: initialSlots(options, weights()) };
  for (let step = 0; step < steps; step++) {
    const learningRate = tf.scalar(options.learningRate);
    state = applyOptimiser(options, { ...state, gradients: state.weights, learningRate });
  }
  return state.weights;
}

for (const raw of KINDS) {
  const named = `${raw.kind}${raw.momentum ? " with momentum" : ""}`;

  Deno.test(`${named} comes down a bowl`, () => {
    tf.tidy(() => {
      const length = (w: Tensors) => tf.norm(w.kernel).dataSync()[0];
      ok(length(descend(options(raw), 50)) < 0.95 * length(weights()));
    });
  });

  Deno.test(`${named} changes and frees nothing that it is given`, () => {
    const o = options(raw), given = weights(), slots = initialSlots(o, given);
    const learningRate = tf.scalar(0.1);
    const before = tf.memory().numTensors;
    const kernel = [...given.kernel.dataSync()];
    const made = applyOptimiser(o, { weights: given, gradients: given, slots, learningRate });
    deepStrictEqual([...given.kernel.dataSync()], kernel);
    deepStrictEqual(Object.keys(made.slots).sort(), Object.keys(slots).sort());
    tf.dispose(made);
    strictEqual(tf.memory().numTensors, before);
    tf.dispose([given, slots, learningRate]);
  });

  Deno.test(`${named} moves nothing at rate 0`, () => {
    tf.tidy(() => {
      const after = descend(options({ ...raw, learningRate: 0 }), 3);
      deepStrictEqual([...after.kernel.dataSync()], [...weights().kernel.dataSync()]);
    });
  });
}

Deno.test("weight decay spares weights of one dimension unless decayAll is set", () => {
  tf.tidy(() => {
    const still = (decayAll: boolean) => {
      const o = options({ kind: "sgd", learningRate: 1, weightDecay: 0.5, decayAll });
      const zeros = { kernel: tf.zeros([2, 2]), bias: tf.zeros([2]) };
      const learningRate = tf.scalar(1);
      const { weights: after } = applyOptimiser(o, {
        weights: weights(),
        gradients: zeros,
        slots: {},
        learningRate,
      });
      return [after.kernel, after.bias].map((w) => [...w.dataSync()]);
    };
    deepStrictEqual(still(false), [[0.5, -1, 0.25, 1.5], [1, -1]]);
    deepStrictEqual(still(true), [[0.5, -1, 0.25, 1.5], [0.5, -0.5]]);
  });
});

Deno.test("the first step of Adam is the rate itself, whatever the gradient's size", () => {
  tf.tidy(() => {
    const o = options({ kind: "adam", learningRate: 0.1 });
    const given = { w: tf.tensor1d([0, 0, 0]) };
    const { weights: after, slots } = applyOptimiser(o, {
      weights: given,
      gradients: { w: tf.tensor1d([1e-3, -1, 1e3]) },
      slots: initialSlots(o, given),
      learningRate: tf.scalar(0.1),
    });
    [-0.1, 0.1, -0.1].forEach((x, i) => ok(Math.abs(after.w.dataSync()[i] - x) < 1e-5));
    strictEqual(slots["adam/step"].dataSync()[0], 1);
  });
});

Deno.test("an optimiser without its slots or a gradient says which is missing", () => {
  const o = options({ kind: "adam", learningRate: 0.1 });
  const learningRate = tf.scalar(1);
  throws(
    () => applyOptimiser(o, { weights: weights(), gradients: {}, slots: {}, learningRate }),
    /"adam\/step" must be given/,
  );
  const plain = options({ kind: "sgd", learningRate: 0.1 });
  throws(
    () => applyOptimiser(plain, { weights: weights(), gradients: {}, slots: {}, learningRate }),
    /"kernel" must be given/,
  );
});

Deno.test("optimisers have PyTorch's defaults, and refuse keys of another kind", () => {
  deepStrictEqual(options({ kind: "adam", learningRate: 1e-3 }), {
    kind: "adam",
    learningRate: 1e-3,
    weightDecay: 0,
    decayAll: false,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  });
  throws(() => options({ kind: "adam", learningRate: 1e-3, momentum: 0.9 }));
  throws(() => options({ kind: "sgd", learningRate: -1 }));
  throws(() => options({ kind: "adam", learningRate: 1, beta2: 1 }));
});

Deno.test("RMSprop takes PyTorch's steps", () => {
  const rule = { kind: "rmsprop", learningRate: 0.01, alpha: 0.9, weightDecay: 0.01 };
  const made = tf.tidy(() => {
    const first: Tensors = { kernel: tf.tensor2d([[1, -2], [0.5, 3]]) };
    let state = { weights: first, slots: initialSlots(options(rule), first) };
    for (const row of [[0.5, -1, 2, 0.25], [1, 1, -0.5, 0.125], [0, -3, 0.1, 0.2]]) {
      const gradients = { kernel: tf.tensor2d(row, [2, 2]) };
      const learningRate = tf.scalar(0.01);
      state = applyOptimiser(options(rule), { ...state, gradients, learningRate });
    }
    return [...state.weights.kernel.dataSync()];
  });
  // torch.optim.RMSprop of PyTorch 2.13 in double precision.
  const expected = [0.9395797341, -1.9618605717, 0.4745722831, 2.9329056999];
  made.forEach((value, i) => ok(Math.abs(value - expected[i]) < 1e-5, `${value}`));
});
