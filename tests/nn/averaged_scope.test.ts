import { deepStrictEqual, ok } from "node:assert/strict";
import { backends } from "../../backends/mod.ts";
import { tf } from "../../backends/tf.ts";
import { averagedScope } from "../../nn/averaged_scope.ts";
import { constant } from "../../nn/initialisers.ts";
import { initialise, predictionScope, type Scope, trainingScope } from "../../nn/scope.ts";

await (await backends.get("cpu")).open({});

const DECAY = 0.2;
const read = (scope: Scope) =>
  averagedScope(scope, DECAY).child("part").weight("w", [1], constant(4));

Deno.test("averagedScope() trains the weights and predicts with their average, plainly computed", () => {
  const start = initialise(0, (scope) => void read(scope));
  deepStrictEqual(Object.keys(start.weights), ["part/w"]);
  // Before any step, the average is the weight itself.
  deepStrictEqual([...read(predictionScope(start)).dataSync()], [4]);

  let { buffers } = start, average = 0;
  [4, 8, -2, 6].forEach((value, t) => {
    const weights = { "part/w": tf.tensor1d([value]) };
    const step = trainingScope({ weights, buffers });
    deepStrictEqual([...read(step.scope).dataSync()], [value]);
    buffers = step.buffers;
    const d = t === 0 ? 0 : Math.min(DECAY, (1 + t) / (10 + t));
    average = d * average + (1 - d) * value;
    const [predicted] = read(predictionScope({ weights, buffers })).dataSync();
    ok(Math.abs(predicted - average) < 1e-6, `${predicted} after step ${t}, not ${average}`);
  });
});
