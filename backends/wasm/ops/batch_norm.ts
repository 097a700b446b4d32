import { tf } from "../../tf.ts";
import { batchNormOf, type NormAttributes } from "../../batch_norm_of.ts";
import { split } from "../split.ts";
import type { Info, TrainingBackend } from "../runtime.ts";
import { statisticsOfAll, sumsOfAll } from "./ranks.ts";
import { kernel } from "./register.ts";

/**
 * Rows, channels, and in how many parts to go through them: to sum, where every part has sums of its
 * own, and to apply.
 */
function extent(b: TrainingBackend, { shape }: Info) {
  const c = shape[shape.length - 1], size = tf.util.sizeFromShape(shape);
  const threads = b.pool.threads, rows = size / c;
  return {
    ...{ c, rows },
    parts: split(threads, rows, 4 * size, 2),
    pieces: split(threads, rows, 4 * size, 4),
  };
}

/** Room for the sums of every part, and behind them for `vectors` of c floats. */
function workspace(b: TrainingBackend, c: number, parts: number, vectors: number) {
  const bytes = parts * 2 * c * 8;
  const sums = b.scratch(bytes + vectors * c * 4);
  return { sums, vector: (i: number) => sums + bytes + i * c * 4 };
}

type Inputs = Record<string, Info>;

function normalise(b: TrainingBackend, inputs: Inputs, attributes: NormAttributes): Info[] {
  const { epsilon, relu, everyRank } = attributes;
  const { x, gamma, beta, residual } = inputs, { c, rows, parts, pieces } = extent(b, x);
  const y = b.make(x.shape), mean = b.make([c]), variance = b.make([c]);
  const { sums, vector } = workspace(b, c, parts, 2);
  b.run("normSums", parts, b.at(x), sums, rows, c);
  b.run(
    "normFinish",
    1,
    ...[b.at(x), sums, b.at(gamma), b.at(beta), b.at(mean), b.at(variance), vector(0), vector(1)],
    ...[rows, c, parts, epsilon],
  );
  if (everyRank) {
    statisticsOfAll(b, mean, variance);
    const statistics = [b.at(gamma), b.at(beta), b.at(mean), b.at(variance)];
    b.run("normFactors", 1, ...statistics, vector(0), vector(1), c, epsilon);
  }
  const addresses = [b.at(x), residual ? b.at(residual) : 0, b.at(y)];
  b.run("normApply", pieces, ...addresses, vector(0), vector(1), rows, c, relu ? 1 : 0);
  return [y, mean, variance];
}

const forward = kernel("CrlcBatchNorm", normalise);
const forwardAdd = kernel("CrlcBatchNormAdd", normalise);

const gradient = kernel<NormAttributes>("CrlcBatchNormGradient", (b, inputs, attributes) => {
  const { epsilon, relu, everyRank } = attributes;
  const { x, gamma, beta, mean, variance, y, dy } = inputs;
  const { c, rows, parts, pieces } = extent(b, x);
  const dx = b.make(x.shape), dGamma = b.make([c]), dBeta = b.make([c]);
  // with a residual, its gradient is the masked one
  const masked = y ? b.make(x.shape) : undefined;
  const { sums, vector } = workspace(b, c, parts, 7);
  const [scale, shift, factors] = [vector(0), vector(1), vector(2)];
  const statistics = [b.at(gamma), b.at(beta), b.at(mean), b.at(variance)];
  b.run("normFactors", 1, ...statistics, scale, shift, c, epsilon);
  const vectors = [b.at(mean), scale, shift];
  const addresses = [b.at(x), y ? b.at(y) : 0, b.at(dy), masked ? b.at(masked) : 0];
  const mask = relu && !y ? 1 : 0;
  b.run("normGradientSums", parts, ...addresses, ...vectors, sums, rows, c, mask);
  b.run(
    "normGradientFinish",
    1,
    ...[sums, b.at(gamma), b.at(variance), b.at(dGamma), b.at(dBeta), factors],
    ...[rows, c, parts, epsilon],
  );
  if (everyRank) {
    // The gradients of gamma and beta are this rank's share; that of x goes through all statistics.
    sumsOfAll(b, sums, parts, c);
    b.run(
      "normGradientFinish",
      1,
      ...[sums, b.at(gamma), b.at(variance), vector(5), vector(6), factors],
      ...[rows * b.group!.size, c, 1, epsilon],
    );
  }
  b.run(
    "normGradientApply",
    pieces,
    ...[b.at(x), b.at(masked ?? dy), b.at(dx), ...vectors, factors, rows, c, mask],
  );
  return masked ? [dx, dGamma, dBeta, masked] : [dx, dGamma, dBeta];
});

const plainGradient: tf.GradConfig = {
  kernelName: "CrlcBatchNorm",
  inputsToSave: ["x", "gamma", "beta"],
  outputsToSave: [false, true, true],
  gradFunc: (dys, [x, gamma, beta, mean, variance], attributes) => {
    const inputs = { x, gamma, beta, mean, variance, dy: (dys as tf.Tensor[])[0] };
    const [dx, dGamma, dBeta] = gradient(
      inputs,
      attributes as unknown as NormAttributes,
    ) as tf.Tensor[];
    return { x: () => dx, gamma: () => dGamma, beta: () => dBeta };
  },
};

const addGradient: tf.GradConfig = {
  kernelName: "CrlcBatchNormAdd",
  inputsToSave: ["x", "gamma", "beta"],
  outputsToSave: [true, true, true],
  gradFunc: (dys, [x, gamma, beta, y, mean, variance], attributes) => {
    const options = attributes as unknown as NormAttributes, dy = (dys as tf.Tensor[])[0];
    const inputs = { x, gamma, beta, mean, variance, dy };
    const [dx, dGamma, dBeta, masked] = gradient(
      options.relu ? { ...inputs, y } : inputs,
      options,
    ) as tf.Tensor[];
    return {
      x: () => dx,
      gamma: () => dGamma,
      beta: () => dBeta,
      residual: () => masked ?? dy.clone(),
    };
  },
};

export const kernels = [forward, forwardAdd, gradient];
export const gradients = [plainGradient, addGradient];

/** `batchNorm` of the training ops on own kernels. */
export const batchNorm = batchNormOf(
  (inputs, attributes) => forward(inputs, attributes) as tf.Tensor[],
  (inputs, attributes) => forwardAdd(inputs, attributes) as tf.Tensor[],
);
