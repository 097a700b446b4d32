import * as v from "valibot";
import { ops } from "../../backends/ops.ts";
import { tf } from "../../backends/tf.ts";
import { runningStatistics } from "../../nn/running_statistics.ts";
import type { CaseKind } from "./case.ts";
import type { Comparison, Nested, Tolerances } from "./compare.ts";
import { type BatchNormCase, batchNormCase } from "./file.ts";

type TrainStep = BatchNormCase["train_steps"][number];
type Running = ReturnType<typeof runningStatistics>;

/** Batch norm of vectors: two steps of training, then prediction with what was remembered. */
export const batchNorm: CaseKind = {
  group: "batchnorm",
  called: "train steps, then prediction",
  async compare(raw, tolerances): Promise<Comparison[]> {
    const golden = v.parse(batchNormCase, raw);
    const gamma = tf.tensor1d(golden.init.gamma), beta = tf.tensor1d(golden.init.beta);
    const normalisation = { epsilon: golden.eps, relu: false };
    const comparisons: Comparison[] = [];
    let running: Running = { mean: tf.zerosLike(gamma), variance: tf.onesLike(gamma) };
    for (const [step, expected] of golden.train_steps.entries()) {
      const { made, next } = tf.tidy(() => train(expected, gamma, beta, golden.eps, running));
      tf.dispose({ ...running });
      running = next;
      const got = { ...made, running_mean: next.mean, running_var: next.variance };
      comparisons.push(...await compareStep(step, got, expected, tolerances));
      tf.dispose(made);
    }
    const prediction = tf.tidy(() =>
      tf.squeeze(
        ops.batchNormInference(
          images(golden.eval_x),
          gamma,
          beta,
          running.mean as tf.Tensor1D,
          running.variance as tf.Tensor1D,
          normalisation,
        ),
        [1, 2],
      )
    );
    comparisons.push({
      what: "y of prediction",
      got: await prediction.array() as Nested,
      expected: golden.eval_y,
      tolerance: tolerances.value,
    });
    tf.dispose([prediction, gamma, beta, ...Object.values(running)]);
    return comparisons;
  },
};

/** Vectors as images of one pixel. */
function images(rows: readonly number[][]): tf.Tensor4D {
  return tf.tensor4d(rows.map((row) => [[row]]));
}

/** Output, gradients of `sum(weights y)` and running statistics of one step. */
function train(
  { x, weights }: TrainStep,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  epsilon: number,
  running: Running,
) {
  const normalise = (x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor) =>
    ops.batchNorm(x as tf.Tensor4D, gamma as tf.Tensor1D, beta as tf.Tensor1D, {
      epsilon,
      relu: false,
    });
  const batch = images(x);
  const { y, mean, variance } = normalise(batch, gamma, beta);
  const slopes = tf.grads((x, gamma, beta) =>
    tf.sum(tf.mul(normalise(x, gamma, beta).y, images(weights)))
  )([batch, gamma, beta]);
  return {
    made: {
      y: tf.squeeze(y, [1, 2]),
      grad_x: tf.squeeze(slopes[0], [1, 2]),
      grad_gamma: slopes[1],
      grad_beta: slopes[2],
    },
    next: runningStatistics(running, { mean, variance }, x.length),
  };
}

async function compareStep(
  step: number,
  got: Readonly<Record<string, tf.Tensor>>,
  expected: TrainStep,
  tolerances: Tolerances,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const [name, tensor] of Object.entries(got)) {
    comparisons.push({
      what: `${name} of step ${step + 1}`,
      got: await tensor.array() as Nested,
      expected: expected[name as keyof TrainStep],
      tolerance: name.startsWith("grad") ? tolerances.gradient : tolerances.value,
    });
  }
  return comparisons;
}
