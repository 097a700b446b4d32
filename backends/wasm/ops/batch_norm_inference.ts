import { tf } from "../../tf.ts";
import type { Normalisation } from "../../training_ops.ts";
import type { Info, TrainingBackend } from "../runtime.ts";
import { split } from "../split.ts";
import { kernel } from "./register.ts";

interface Attributes {
  readonly epsilon: number;
  readonly relu: boolean;
}

function normalise(
  b: TrainingBackend,
  inputs: Record<string, Info>,
  { epsilon, relu }: Attributes,
): Info {
  const { x, gamma, beta, mean, variance, residual } = inputs;
  const c = gamma.shape[0], size = tf.util.sizeFromShape(x.shape);
  const y = b.make(x.shape), scale = b.scratch(2 * c * 4), shift = scale + c * 4;
  const statistics = [b.at(gamma), b.at(beta), b.at(mean), b.at(variance)];
  b.run("normFactors", 1, ...statistics, scale, shift, c, epsilon);
  b.run(
    "normApply",
    split(b.pool.threads, size / c, 4 * size, 4),
    ...[b.at(x), residual ? b.at(residual) : 0, b.at(y), scale, shift, size / c, c, relu ? 1 : 0],
  );
  return y;
}

// two names, because tfjs saves the inputs of a kernel by name and takes none for missing
const forward = kernel("CrlcBatchNormInference", normalise);
const forwardAdd = kernel("CrlcBatchNormInferenceAdd", normalise);

// only a partly frozen network asks for this gradient, so it is made of tfjs's ops
export const gradients = [forward, forwardAdd].map(({ kernelName }): tf.GradConfig => ({
  kernelName,
  inputsToSave: ["x", "gamma", "mean", "variance"],
  outputsToSave: [true],
  gradFunc: (dy, [x, gamma, mean, variance, y], attributes) => {
    const { epsilon, relu } = attributes as unknown as Attributes;
    const masked = relu ? tf.mul(dy as tf.Tensor, tf.step(y)) : (dy as tf.Tensor).clone();
    const inverse = tf.rsqrt(tf.add(variance, epsilon));
    const factor = tf.mul(gamma, inverse);
    const normal = () => tf.mul(tf.sub(x, mean), inverse);
    const total = (t: tf.Tensor) => tf.sum(t, [0, 1, 2]);
    return {
      x: () => tf.mul(masked, factor),
      gamma: () => total(tf.mul(masked, normal())),
      beta: () => total(masked),
      mean: () => tf.neg(tf.mul(total(masked), factor)),
      variance: () =>
        tf.mul(tf.mul(total(tf.mul(masked, normal())), factor), tf.mul(inverse, -0.5)),
      residual: () => masked,
    };
  },
}));

export const kernels = [forward, forwardAdd];

/** `batchNormInference` of the training ops on own kernels. */
export function batchNormInference(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  mean: tf.Tensor1D,
  variance: tf.Tensor1D,
  { epsilon, relu, residual }: Normalisation,
): tf.Tensor4D {
  const inputs = { x, gamma, beta, mean, variance }, attributes = { epsilon, relu };
  return (residual
    ? forwardAdd({ ...inputs, residual }, attributes)
    : forward(inputs, attributes)) as tf.Tensor4D;
}
