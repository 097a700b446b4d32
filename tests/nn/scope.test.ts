import { deepStrictEqual, ok } from "node:assert/strict";
import { backends } from "../../backends/mod.ts";
import { tf } from "../../backends/tf.ts";
import { Stream } from "../../core/random.ts";
import { identity, normal } from "../../nn/initialisers.ts";
import { batchNorm } from "../../nn/layers.ts";
import { initialise, predictionScope, type Scope, trainingScope } from "../../nn/scope.ts";

await (await backends.get("cpu")).open({});

const images = () => tf.reshape<tf.Rank.R4>(tf.range(0, 16), [4, 1, 2, 2]);

Deno.test("an untracked scope normalises by the batch, in prediction as well, and renews nothing", () => {
  const network = (scope: Scope, x: tf.Tensor4D) => batchNorm(scope, x, { relu: false });
  const state = initialise(1, (scope) => void network(scope, images()));
  tf.tidy(() => {
    const { scope, buffers } = trainingScope(state);
    const trained = network(scope.untracked(), images());
    deepStrictEqual(buffers, state.buffers);
    const [own] = network(predictionScope(state).untracked(), images()).dataSync();
    ok(Math.abs(own - trained.dataSync()[0]) < 1e-6 && own < -1, `${own}`);
    ok(network(predictionScope(state), images()).dataSync()[0] === 0);
  });
  tf.dispose([state.weights, state.buffers]);
});

Deno.test("identity() passes on what comes in, and normal() has the deviation asked for", () => {
  deepStrictEqual([...identity([2, 3], new Stream(1, "weights", 0))], [1, 0, 0, 0, 1, 0]);
  const values = normal(0.01)([50, 200], new Stream(1, "weights", 0));
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
  ok(Math.abs(deviation - 0.01) < 3e-4, `${deviation}`);
});
