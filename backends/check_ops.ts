import { convolvedSize, pooledSize } from "./geometry.ts";
import type { TrainingOps } from "./training_ops.ts";
import type { tf } from "./tf.ts";

/** Refuses tensors of another type than the one the training ops compute with. */
function needFloats(verb: string, tensors: Readonly<Record<string, tf.Tensor | undefined>>): void {
  for (const [name, tensor] of Object.entries(tensors)) {
    if (tensor === undefined || tensor.dtype === "float32") continue;
    throw new TypeError(
      `Cannot ${verb}: ${name} must be of type float32, and is ${tensor.dtype}; ` +
        `tf.cast(x, "float32") makes it so`,
    );
  }
}

/** Refuses tensors of another shape; -1 stands for any size. */
function needShapes(
  verb: string,
  tensors: Readonly<Record<string, readonly [tf.Tensor | undefined, readonly number[]]>>,
): void {
  for (const [name, [tensor, wanted]] of Object.entries(tensors)) {
    if (tensor === undefined) continue;
    const { shape } = tensor;
    const fits = shape.length === wanted.length &&
      wanted.every((size, i) => size === -1 || size === shape[i]);
    if (fits) continue;
    const sizes = wanted.map((size) => size === -1 ? "any" : size);
    throw new RangeError(
      `Cannot ${verb}: ${name} must have shape [${sizes}], and has [${shape}]`,
    );
  }
}

const images = [-1, -1, -1, -1];

function normalise(
  x: tf.Tensor,
  perChannel: Readonly<Record<string, tf.Tensor>>,
  residual: tf.Tensor | undefined,
): void {
  needFloats("normalise", { x, ...perChannel, residual });
  needShapes("normalise", { x: [x, images], residual: [residual, x.shape] });
  for (const [name, tensor] of Object.entries(perChannel)) {
    needShapes("normalise", { [name]: [tensor, x.shape.slice(3)] });
  }
}

/** What each of the training ops demands of its arguments, on whichever backend. */
export const checks: {
  readonly [Name in keyof TrainingOps]: (...args: Parameters<TrainingOps[Name]>) => void;
} = {
  conv2d(x, filter, options) {
    needFloats("convolve", { x, filter });
    needShapes("convolve", { x: [x, images], filter: [filter, images] });
    convolvedSize(x.shape, filter.shape, options);
  },
  batchNorm: (x, gamma, beta, { residual }) => normalise(x, { gamma, beta }, residual),
  batchNormInference: (x, gamma, beta, mean, variance, { residual }) =>
    normalise(x, { gamma, beta, mean, variance }, residual),
  maxPool(x, options) {
    needFloats("pool", { x });
    needShapes("pool", { x: [x, images] });
    pooledSize(x.shape, options);
  },
  globalAveragePool(x) {
    needFloats("pool", { x });
    needShapes("pool", { x: [x, images] });
  },
  dense(x, weights, bias) {
    needFloats("multiply", { x, weights, bias });
    needShapes("multiply", { x: [x, [-1, -1]], weights: [weights, [x.shape[1], -1]] });
    needShapes("multiply", { bias: [bias, weights.shape.slice(1)] });
  },
  gatherRows(x) {
    needFloats("gather rows", { x });
    if (x.rank === 0) throw new RangeError("Cannot gather rows: x must have some, and is a scalar");
  },
  sumRanks: (x) => needFloats("sum over ranks", { x }),
  sgd(weight, gradient, velocity, { learningRate }) {
    const verb = "take a step";
    needFloats(verb, { weight, gradient, velocity, learningRate });
    needShapes(verb, { learningRate: [learningRate, []] });
    needShapes(verb, { gradient: [gradient, weight.shape], velocity: [velocity, weight.shape] });
  },
  weightedSum(a, b) {
    needFloats("add", { a, b });
    needShapes("add", { b: [b, a.shape] });
  },
};
