import { batchNormOf, type NormAttributes } from "../../batch_norm_of.ts";
import type { Info, XlaBackend } from "../backend.ts";
import { splat } from "../hlo/constants.ts";
import { binary, compare, minus, plus, scaled, select, times, unary } from "../hlo/elementwise.ts";
import { type Node, sizeOf } from "../hlo/node.ts";
import { reduce } from "../hlo/windows.ts";
import { op } from "./op.ts";

const PIXELS = [0, 1, 2];
const zero = () => splat(0, "f32");

/** Over all pixels of all images, however many devices they lie on. */
const sum = (x: Node) => reduce("add", x, PIXELS);
const mean = (x: Node) => scaled(sum(x), 1 / sizeOf(x.shape.slice(0, 3)));
const rootOf = (variance: Node, epsilon: number) =>
  unary("rsqrt", plus(variance, splat(epsilon, "f32")));

/** Results: y, mean and variance. */
function normalise(b: XlaBackend, inputs: Record<string, Info>, a: NormAttributes): Node[] {
  const { gamma, beta, residual } = inputs, x = b.full(inputs.x), average = mean(x);
  const centred = minus(x, average), variance = mean(times(centred, centred));
  const scale = times(b.full(gamma), rootOf(variance, a.epsilon));
  let y = plus(times(centred, scale), b.full(beta));
  if (residual) y = plus(y, b.full(residual));
  if (a.relu) y = binary("maximum", y, zero());
  return [b.half(y), average, variance];
}

const gradients = op<NormAttributes>("BatchNormGradient", {
  kernel(b, { x, gamma, average, variance, dy, y }, { epsilon }: NormAttributes) {
    const count = sizeOf(x.shape.slice(0, 3)), root = rootOf(b.full(variance), epsilon);
    let slope = b.full(dy);
    if (y) slope = select(compare("GT", b.full(y), zero()), slope, zero());
    const normal = times(minus(b.full(x), b.full(average)), root);
    const dBeta = sum(slope), dGamma = sum(times(slope, normal));
    const around = plus(scaled(dBeta, 1 / count), times(normal, scaled(dGamma, 1 / count)));
    const dx = times(minus(slope, around), times(b.full(gamma), root));
    return [b.half(dx), dGamma, dBeta, b.half(slope)];
  },
});

const [plain, added] = ["BatchNorm", "BatchNormAdd"].map((name) =>
  op<NormAttributes>(name, {
    kernel: normalise,
    saveInputs: ["x", "gamma"],
    saveOutputs: [true, true, true],
    gradient(dy, [x, gamma, y, average, variance], attributes: NormAttributes) {
      const inputs = { x, gamma, average, variance, dy };
      const [dx, dGamma, dBeta, slope] = gradients(
        attributes.relu ? { ...inputs, y } : inputs,
        attributes,
      );
      const of = { x: () => dx, gamma: () => dGamma, beta: () => dBeta };
      return name === "BatchNorm" ? of : { ...of, residual: () => slope };
    },
  })
);

export const ops = [gradients, plain, added];

/** `batchNorm` of the training ops. */
export const batchNorm = batchNormOf(plain, added);
