import type { tf } from "../../tf.ts";
import type { Normalisation, Normalised } from "../../ops.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { op } from "./op.ts";

interface Attributes {
  readonly epsilon: number;
  readonly relu: boolean;
}

const told = (epsilon: number) => ({
  epsilon: { float: epsilon },
  data_format: "NHWC",
  is_training: true,
});

type Inputs = Record<string, Info>;

/** Results: y, mean and variance, and three that only the gradient reads. */
function normalise(b: TensorFlowBackend, inputs: Inputs, { epsilon, relu }: Attributes): Info[] {
  const { gamma, beta, residual } = inputs, x = b.low(inputs.x);
  const none = b.constant("float32", []);
  let [y, mean, unbiased, ...reserve] = b.run(
    "FusedBatchNormV3",
    [x.value, gamma, beta, none, none],
    { ...told(epsilon), exponential_avg_factor: { float: 1 } },
    6,
  );
  x.done();
  if (residual) {
    const shortcut = b.low(residual);
    y = b.instead(y, b.one("AddV2", [y, shortcut.value]));
    shortcut.done();
  }
  if (relu) y = b.instead(y, b.one("Relu", [y]));
  const [n, h, w] = inputs.x.shape, count = n * h * w;
  const biased = b.constant("float32", Math.max(count - 1, 1) / count);
  const variance = b.instead(unbiased, b.one("Mul", [unbiased, biased]));
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
