import { deepStrictEqual, notDeepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { backends } from "../../backends/mod.ts";
import { tf } from "../../backends/tf.ts";
import { averagedWeights } from "../../nn/averaged_weights.ts";
import { constant } from "../../nn/initialisers.ts";
import { batchNorm, linear } from "../../nn/layers.ts";
import { initialise, predictionScope, type Scope, trainingScope } from "../../nn/scope.ts";

await (await backends.get("cpu")).open({});

const TENTH = { decay: 0.2, rule: "tenth" } as const;
const weightOf = (scope: Scope) => scope.child("part").weight("w", [1], constant(4));
const trained = (scope: Scope) => weightOf(averagedWeights(scope, TENTH).trained);
const averaged = (scope: Scope) => weightOf(averagedWeights(scope, TENTH).averaged);

Deno.test("averagedWeights() trains the weights, and gives the average after the last update, plainly computed", () => {
  const start = initialise(0, (scope) => void trained(scope));
  deepStrictEqual(Object.keys(start.weights), ["part/w"]);
  // Before any step, the average is the weight itself.
  deepStrictEqual([...averaged(predictionScope(start)).dataSync()], [4]);

  let { buffers } = start, average = 4;
  [8, -2, 6, 5].forEach((next, t) => {
    const before = t === 0 ? 4 : [8, -2, 6, 5][t - 1];
    const step = trainingScope({ weights: { "part/w": tf.tensor1d([before]) }, buffers });
    deepStrictEqual([...trained(step.scope).dataSync()], [before]);
    buffers = step.buffers;
    const d = Math.min(TENTH.decay, (1 + t) / (10 + t));
    average = d * average + (1 - d) * next;
    const weights = { "part/w": tf.tensor1d([next]) };
    const [predicted] = averaged(predictionScope({ weights, buffers })).dataSync();
    ok(Math.abs(predicted - average) < 1e-6, `${predicted} after step ${t}, not ${average}`);
  });
});

/** A network with a batch norm: 3 numbers to 2. */
function network(scope: Scope, x: tf.Tensor2D): tf.Tensor2D {
  const h = linear(scope.child("first"), x, 4);
  const y = batchNorm(scope.child("norm"), tf.reshape(h, [x.shape[0], 1, 1, 4]), { relu: false });
  return linear(scope.child("last"), tf.reshape(y, [x.shape[0], 4]), 2);
}

const images = tf.tensor2d([[1, 2, 3], [-1, 0, 4], [2, 2, -5], [0, 1, 7]]);

Deno.test("a teacher gets no gradient, takes the statistics of its batch, and renews nothing, whichever pass comes first", () => {
  const start = initialise(
    0,
    (scope) => void network(averagedWeights(scope, TENTH).trained, images),
  );
  const names = Object.keys(start.weights);
  const passes = (first: "student" | "teacher") => {
    const { scope, buffers } = trainingScope(start);
    const { grads } = tf.engine().gradients(
      () => {
        const two = averagedWeights(scope, TENTH);
        const student = () => network(two.trained, images);
        const teacher = () => network(two.averaged, tf.mul(images, 2));
        const [a, b] = first === "student"
          ? [student(), teacher()]
          : [teacher(), student()].reverse();
        for (const buffer of Object.values(buffers)) tf.keep(buffer);
        return tf.mean(tf.squaredDifference(a, tf.add(tf.mul(b, 0), 1))) as tf.Scalar;
      },
      names.map((name) => start.weights[name]),
      undefined,
      true,
    );
    return { grads: grads.map((g) => [...g.dataSync()]), buffers };
  };
  const one = passes("student"), other = passes("teacher");
  deepStrictEqual(other.grads, one.grads);
  // One pass of the student, and none of the teacher, is in the running statistics.
  const alone = trainingScope(start);
  network(alone.scope, images);
  for (const { buffers } of [one, other]) {
    deepStrictEqual([...buffers["norm/mean"].dataSync()], [
      ...alone.buffers["norm/mean"].dataSync(),
    ]);
    deepStrictEqual(Object.keys(buffers).filter((name) => /average.*mean/.test(name)), []);
  }
});

Deno.test("a teacher with statistics of its own renews those, and is scored with them", () => {
  const both = (scope: Scope, x: tf.Tensor2D) => {
    const two = averagedWeights(scope, TENTH, true);
    network(two.trained, x);
    return network(two.averaged, tf.mul(x, 2));
  };
  const start = initialise(0, (scope) => void both(scope, images));
  const { scope, buffers } = trainingScope(start);
  both(scope, images);
  const mean = [...buffers["norm/mean"].dataSync()];
  const own = [...buffers["average/norm/own/mean"].dataSync()];
  notDeepStrictEqual(own, mean);
  // Before the first update the teacher has the student's weights: its inputs are twice as large.
  own.forEach((value, i) => ok(Math.abs(value - 2 * mean[i]) < 1e-6));
  strictEqual(both(predictionScope({ ...start, buffers }), images).shape[1], 2);
});
