import { batchNormOf, type NormAttributes } from "../../batch_norm_of.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { compose, type Run } from "../compose.ts";
import { sumRows } from "../sum_rows.ts";
import type { Value } from "../value.ts";
import { inference, training } from "./fused_norm.ts";
import { differenceOfAll, statisticsOfAll } from "./norm_of_all.ts";
import { op } from "./op.ts";

type Inputs = Readonly<Record<string, Info>>;

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

/** Results: y, mean, variance, and three that only the gradient reads; TensorFlow takes them at once. */
function fused(b: TensorFlowBackend, x: Value, { gamma, beta }: Inputs, epsilon: number): Info[] {
  const [n, h, w] = x.shape, count = n * h * w, none = b.constant("float32", []);
  const told = { ...training(epsilon), exponential_avg_factor: { float: 1 } };
  const results = b.run("FusedBatchNormV3", [x, gamma, beta, none, none], told, 6);
  // TensorFlow's is not that of these values, but of those they are drawn from
  const biased = b.constant("float32", Math.max(count - 1, 1) / count);
  results[2] = b.instead(results[2], b.one("Mul", [results[2], biased]));
  return results;
}

/** The same with mean and variance of the whole batch, found before. */
function inTwoPasses(
  b: TensorFlowBackend,
  x: Value,
  inputs: Inputs,
  { epsilon, everyRank }: NormAttributes,
): Info[] {
  let own: readonly Info[];
  if (isMany(b, x)) own = statistics(b, inputs.x);
  else {
    const [y, mean, variance, ...reserve] = fused(b, x, inputs, epsilon);
    own = [mean, variance];
    for (const tensor of [y, ...reserve]) b.disposeIntermediateTensorInfo(tensor);
  }
  const [mean, variance] = everyRank ? statisticsOfAll(b, own[0], own[1]) : own;
  const given = [x, inputs.gamma, inputs.beta, mean, variance];
  const [y, ...unused] = b.run("FusedBatchNormV3", given, inference(epsilon), 6);
  const reserve = [b.share(mean), b.share(variance), unused.pop()!];
  for (const tensor of unused) b.disposeIntermediateTensorInfo(tensor);
  return [y, mean, variance, ...reserve];
}

/** Whether there are so many values that TensorFlow's own sums would be off. */
function isMany(b: TensorFlowBackend, { shape: [n, h, w] }: Value): boolean {
  const { gpu, threads } = b.eager.context;
  return gpu === undefined && n * h * w > MOST_VALUES * threads;
}

/** Results: y, mean and variance, and three that only the gradient reads. */
function normalise(b: TensorFlowBackend, inputs: Inputs, attributes: NormAttributes): Info[] {
  const { value: x, done } = b.low(inputs.x);
  const apart = attributes.everyRank || isMany(b, x);
  let [y, ...others] = apart
    ? inTwoPasses(b, x, inputs, attributes)
    : fused(b, x, inputs, attributes.epsilon);
  done();
  if (inputs.residual) {
    const shortcut = b.low(inputs.residual);
    y = b.instead(y, b.one("AddV2", [y, shortcut.value]));
    shortcut.done();
  }
  if (attributes.relu) y = b.instead(y, b.one("Relu", [y]));
  return [y, ...others];
}

const gradients = op<NormAttributes>("BatchNormGradient", {
  kernel(b, { x, gamma, r1, r2, r3, dy, y }, { epsilon, everyRank }: NormAttributes) {
    const images = b.low(x), slope = b.low(dy);
    const masked = y ? b.one("ReluGrad", [slope.value, y]) : undefined;
    let [dx, dGamma, dBeta, ...unused] = b.run(
      "FusedBatchNormGradV3",
      [masked ?? slope.value, images.value, gamma, r1, r2, r3],
      training(epsilon),
      5,
    );
    for (const tensor of unused) b.disposeIntermediateTensorInfo(tensor);
    if (everyRank) {
      const own = { gamma, mean: r1, variance: r2, dGamma, dBeta };
      const difference = differenceOfAll(b, images.value, own, epsilon);
      dx = b.instead(dx, b.one("AddV2", [dx, difference]));
      b.disposeIntermediateTensorInfo(difference);
    }
    images.done();
    slope.done();
    return masked ? [dx, dGamma, dBeta, masked] : [dx, dGamma, dBeta];
  },
});

const [plain, added] = ["BatchNorm", "BatchNormAdd"].map((name) =>
  op<NormAttributes>(name, {
    kernel: normalise,
    saveInputs: ["x", "gamma"],
    saveOutputs: [true, false, false, true, true, true],
    gradient(dy, [x, gamma, y, r1, r2, r3], attributes: NormAttributes) {
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
export const batchNorm = batchNormOf(plain, added);
