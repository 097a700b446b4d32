import type { Info, TensorFlowBackend } from "../backend.ts";
import { compose, type Run } from "../compose.ts";
import type { Value } from "../value.ts";
import { inference } from "./fused_norm.ts";
import { rowsOf, sumOf } from "./ranks.ts";

/** Mean and variance of all ranks' rows, of which each has as many, by one message. */
export function statisticsOfAll(b: TensorFlowBackend, mean: Info, variance: Info): [Info, Info] {
  const { size } = b.group!, [c] = mean.shape, first = b.constant("int32", [0]);
  const all = compose(b, (run) => {
    const own = run("Reshape", [
      run("Pack", [[mean, variance]]),
      b.constant("int32", [1, 2 * c]),
    ]);
    return run("Reshape", [rowsOf(b, run, own), b.constant("int32", [size, 2, c])]);
  });
  const [means, variances] = b.run("Unpack", [all], { num: { int: 2 }, axis: { int: 1 } }, 2);
  const average = (run: Run, x: Info | Value) => run("Mean", [x, first], { keep_dims: false });
  const ofAll = compose(b, (run) => average(run, means));
  // within the ranks and between them
  const spread = compose(b, (run) => {
    const between = run("SquaredDifference", [means, ofAll]);
    return average(run, run("AddV2", [variances, between]));
  });
  for (const tensor of [all, means, variances, mean, variance]) {
    b.disposeIntermediateTensorInfo(tensor);
  }
  return [ofAll, spread];
}

/**
 * What the gradient of x is more where the means that it holds are those of all ranks rather than of
 * this one: `scale (own mean of dy - all ranks' + xhat (own mean of dy xhat - all ranks'))`. The
 * gradients of gamma and beta stay this rank's share.
 */
export function differenceOfAll(
  b: TensorFlowBackend,
  x: Value,
  { gamma, mean, variance, dGamma, dBeta }: Readonly<Record<string, Info>>,
  epsilon: number,
): Info {
  const { size } = b.group!, [n, h, w] = x.shape, count = n * h * w;
  const factors = compose(b, (run) => {
    const own = run("Pack", [[dGamma, dBeta]]);
    const share = run("Mul", [sumOf(b, run, own), b.constant("float32", 1 / size)]);
    const means = run("Mul", [run("Sub", [own, share]), b.constant("float32", 1 / count)]);
    const deviation = run("Sqrt", [run("AddV2", [variance, b.constant("float32", epsilon)])]);
    return run("Mul", [means, run("Div", [gamma, deviation])]);
  });
  const [slope, offset] = b.run("Unpack", [factors], { num: { int: 2 }, axis: { int: 0 } }, 2);
  const given = [x, slope, offset, mean, variance];
  const [difference, ...unused] = b.run("FusedBatchNormV3", given, inference(epsilon), 6);
  for (const tensor of [factors, slope, offset, ...unused]) b.disposeIntermediateTensorInfo(tensor);
  return difference;
}
