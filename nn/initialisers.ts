import type { Initialiser } from "./scope.ts";

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

/** Every value the same. */
export function constant(value: number): Initialiser {
  return (shape) => new Float32Array(sizeOf(shape)).fill(value);
}

/**
 * Normal with standard deviation `sqrt(2 / fan_out)`: the convolutions of CRLC (docs/method.md 2; He et
 * al. 2015). Shape `[kh, kw, in, out]`.
 */
export const heNormalFanOut: Initialiser = (shape, random) => {
  const fanOut = sizeOf(shape) / shape[shape.length - 2];
  const deviation = Math.sqrt(2 / fanOut);
  return Float32Array.from({ length: sizeOf(shape) }, () => deviation * random.normal());
};

/**
 * Uniform on `±sqrt(6 / fan_in)`: the heads of CRLC (docs/method.md 2; He et al. 2015). The last two
 * sides of the shape are `[in, out]`.
 */
export const heUniformFanIn: Initialiser = (shape, random) => {
  const bound = Math.sqrt(6 / shape[shape.length - 2]);
  return Float32Array.from({ length: sizeOf(shape) }, () => random.uniform(-bound, bound));
};
