import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import { AVERAGE_RULES, averagedWeights, type AverageOptions } from "../../nn/averaged_weights.ts";
import { type ClassAverage, decayedAverage, windowAverage } from "../../nn/class_average.ts";
import { constant } from "../../nn/initialisers.ts";
import { initialise, predictionScope, type Scope, trainingScope } from "../../nn/scope.ts";
import type { CaseKind } from "./case.ts";
import type { Comparison, Nested } from "./compare.ts";
import { classAverageCase, weightAverageCase } from "./file.ts";

/** Averages of weights, and of the classes of many batches, after each of some steps. */
export const averages: CaseKind = {
  group: "averages",
  async compare(raw, { value: tolerance }) {
    const kind = v.parse(v.looseObject({ kind: v.string() }), raw).kind;
    const isOfWeights = AVERAGE_RULES.some((rule) => rule === kind);
    const results = isOfWeights ? ofWeights(raw) : ofClasses(raw);
    const comparisons: Comparison[] = [];
    for (const [what, tensor, expected] of results) {
      comparisons.push({ what, got: await tensor.array() as Nested, expected, tolerance });
      tensor.dispose();
    }
    return comparisons;
  },
};

type Result = readonly [what: string, got: tf.Tensor, expected: Nested];

function ofWeights(raw: unknown): Result[] {
  const golden = v.parse(weightAverageCase, raw), shape = [golden.initial.length];
  const options: AverageOptions = { decay: golden.decay, rule: golden.kind };
  const pass = (scope: Scope, which: "trained" | "averaged") =>
    averagedWeights(scope, options)[which].weight("w", shape, constant(0));
  let { buffers } = initialise(0, (scope) => void pass(scope, "trained"));
  let w = tf.tensor(golden.initial);
  return golden.weights_after_step.map((numbers, t) => {
    const step = trainingScope({ weights: { w }, buffers });
    pass(step.scope, "trained");
    ({ buffers } = step);
    w = tf.tensor(numbers);
    const got = pass(predictionScope({ weights: { w }, buffers }), "averaged");
    return [`average after step ${t + 1}`, tf.clone(got), golden.after[t]];
  });
}

function ofClasses(raw: unknown): Result[] {
  const golden = v.parse(classAverageCase, raw), classes = golden.end.length;
  const average = (scope: Scope): ClassAverage =>
    golden.kind === "window"
      ? windowAverage(scope, { name: "a", classes, batches: golden.size })
      : decayedAverage(scope, { name: "a", classes, decay: golden.decay });
  let { buffers } = initialise(0, (scope) => void average(scope));
  const used = golden.batches.map((rows, t): Result => {
    const step = trainingScope({ weights: {}, buffers }), { value, push } = average(step.scope);
    push(tf.tensor2d(rows));
    ({ buffers } = step);
    return [`used in step ${t + 1}`, tf.squeeze(value, [0]), golden.used[t]];
  });
  const { value } = average(predictionScope({ weights: {}, buffers }));
  return [...used, ["at the end", tf.squeeze(value, [0]), golden.end]];
}
