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

/**
 * Normal with standard deviation `sqrt(2 / (in + out))`: the heads of FixMatch and its kin (Glorot and
 * Bengio 2010). The last two sides of the shape are `[in, out]`.
 */
export const glorotNormal: Initialiser = (shape, random) => {
  const deviation = Math.sqrt(2 / (shape[shape.length - 2] + shape[shape.length - 1]));
  return Float32Array.from({ length: sizeOf(shape) }, () => deviation * random.normal());
};

/** Normal with the given standard deviation: the linear heads of IIC and PICA, with 0.01. */
export function normal(deviation: number): Initialiser {
  return (shape, random) =>
    Float32Array.from({ length: sizeOf(shape) }, () => deviation * random.normal());
}

/**
 * What comes in goes out, as far as there is room: 1 on the diagonal of `[in, out]`. With a batch
 * norm behind it, outputs differ between images from the start (DAC, DCCM).
 */
export const identity: Initialiser = ([rows, columns]) =>
  Float32Array.from(
    { length: rows * columns },
    (_, at) => Math.floor(at / columns) === at % columns ? 1 : 0,
  );
