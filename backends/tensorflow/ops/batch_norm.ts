import type { tf } from "../../tf.ts";
import type { Normalisation, Normalised } from "../../training_ops.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { compose, type Run } from "../compose.ts";
import { sumRows } from "../sum_rows.ts";
import type { Value } from "../value.ts";
import { op } from "./op.ts";

interface Attributes {
  readonly epsilon: number;
  readonly relu: boolean;
}

const told = (epsilon: number, training = true) => ({
  epsilon: { float: epsilon },
  data_format: "NHWC",
  is_training: training,
});

type Inputs = Record<string, Info>;

/** Most values a channel and thread over which TensorFlow's own statistics are good to 1e-5. */
const MOST_VALUES = 1 << 16;

/** Mean and variance of every channel, added in stages. */
function statistics(b: TensorFlowBackend, x: Info): [Info, Info] {
  const [n, h, w, c] = x.shape, count = n * h * w;
  const flat = b.one("Reshape", [b.full(b.share(x)), b.constant("int32", [1, count, c])]);
  const share = b.constant("float32", 1 / count);
  const meanOf = (run: Run, x: Info | Value) => {
    const sum = run("Reshape", [sumRows(b, run, x), b.constant("int32", [c])]);
    return run("Mul", [sum, share]);
  };
  const mean = compose(b, (run) => meanOf(run, flat));
  const variance = compose(b, (run) => meanOf(run, run("SquaredDifference", [flat, mean])));
  b.disposeIntermediateTensorInfo(flat);
  return [mean, variance];
}

/** Results: y, mean and variance, and three that only the gradient reads. */
function normalise(b: TensorFlowBackend, inputs: Inputs, { epsilon, relu }: Attributes): Info[] {
  const { gamma, beta, residual } = inputs, x = b.low(inputs.x);
  const [n, h, w] = inputs.x.shape, count = n * h * w;
  let y: Info, mean: Info, variance: Info, reserve: Info[];
  const { gpu, threads } = b.eager.context;
  if (gpu === undefined && count > MOST_VALUES * threads) {
    [mean, variance] = statistics(b, inputs.x);
    const given = [x.value, gamma, beta, mean, variance];
    let unused: Info[];
    [y, ...unused] = b.run("FusedBatchNormV3", given, told(epsilon, false), 6);
    reserve = [b.share(mean), b.share(variance), unused.pop()!];
    for (const tensor of unused) b.disposeIntermediateTensorInfo(tensor);
  } else {
    const none = b.constant("float32", []), given = [x.value, gamma, beta, none, none];
    const attributes = { ...told(epsilon), exponential_avg_factor: { float: 1 } };
    [y, mean, variance, ...reserve] = b.run("FusedBatchNormV3", given, attributes, 6);
    // TensorFlow's is not that of these values, but of those they are drawn from
    const biased = b.constant("float32", Math.max(count - 1, 1) / count);
    variance = b.instead(variance, b.one("Mul", [variance, biased]));
  }
  x.done();
  if (residual) {
    const shortcut = b.low(residual);
    y = b.instead(y, b.one("AddV2", [y, shortcut.value]));
    shortcut.done();
  }
  if (relu) y = b.instead(y, b.one("Relu", [y]));
  return [y, mean, variance, ...reserve];
}

const gradients = op<Attributes>("BatchNormGradient", {
  kernel(b, { x, gamma, r1, r2, r3, dy, y }, { epsilon }: Attributes) {
    const images = b.low(x), slope = b.low(dy);
    const masked = y ? b.one("ReluGrad", [slope.value, y]) : undefined;
    const [dx, dGamma, dBeta, ...unused] = b.run(
      "FusedBatchNormGradV3",
      [masked ?? slope.value, images.value, gamma, r1, r2, r3],
      told(epsilon),
      5,
    );
    for (const tensor of unused) b.disposeIntermediateTensorInfo(tensor);
    images.done();
    slope.done();
    return masked ? [dx, dGamma, dBeta, masked] : [dx, dGamma, dBeta];
  },
});

// two names, because tfjs saves the inputs of a kernel by name and takes none for missing
const [plain, added] = ["BatchNorm", "BatchNormAdd"].map((name) =>
  op<Attributes>(name, {
    kernel: normalise,
    saveInputs: ["x", "gamma"],
    saveOutputs: [true, false, false, true, true, true],
    gradient(dy, [x, gamma, y, r1, r2, r3], attributes: Attributes) {
      const inputs = { x, gamma, r1, r2, r3, dy };
      const [dx, dGamma, dBeta, masked] = gradients(
        attributes.relu ? { ...inputs, y } : inputs,
        attributes,
      );
      const of = { x: () => dx, gamma: () => dGamma, beta: () => dBeta };
      return name === "BatchNorm" ? of : { ...of, residual: () => masked ?? dy.clone() };
    },
  })
);

export const ops = [gradients, plain, added];

/** `batchNorm` of the training ops. */
export function batchNorm(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  { epsilon, relu, residual }: Normalisation,
): Normalised {
  const attributes = { epsilon, relu };
  const [y, mean, variance] = residual
    ? added({ x, gamma, beta, residual }, attributes)
    : plain({ x, gamma, beta }, attributes);
  return { y: y as tf.Tensor4D, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
}
