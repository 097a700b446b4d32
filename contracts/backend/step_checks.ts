import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { tf } from "../../backends/tf.ts";
import { inputOf, ODD_STEPS } from "./odd_steps.ts";
import { bytesOf, learn, once, start } from "./small_training.ts";
import type { Suite } from "./suite.ts";

/** Training steps, usual ones and odd ones. */
export function stepChecks(suite: Suite): void {
  const { leakSteps = 200 } = suite.options;
  suite.test(`a training step gives the same bytes twice and leaks nothing over ${leakSteps} steps`, async (backend) => {
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
    suite.test(`a step is run that has ${odd.what}`, async (backend) => {
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

  suite.test("a training step does not depend on what ran before it was compiled", async (backend) => {
    const first = await once(backend);
    tf.dispose(tf.tidy(() => tf.matMul(tf.ones([50, 50]), tf.ones([50, 50]))));
    deepStrictEqual(await once(backend), first);
  });
}

/** Closing, and opening again. */
export function openingChecks(suite: Suite): void {
  suite.plain("it can be closed and opened again, and computes the same", async () => {
    const results: Uint8Array[] = [];
    for (let i = 0; i < 2; i++) {
      await using backend = await suite.open();
      strictEqual(tf.getBackend(), backend.name);
      results.push(await once(backend));
    }
    deepStrictEqual(results[0], results[1]);
  });

  suite.plain("tensors may be disposed of after it is closed", async () => {
    let tensor: tf.Tensor;
    {
      await using _backend = await suite.open();
      tensor = tf.ones([3]);
    }
    tensor.dispose();
    strictEqual(tensor.isDisposed, true);
  });
}
