/** For each output position, which inputs are averaged and with which weights. */
export interface AxisWeights {
  /** First input of each output. */
  readonly first: Int32Array;
  /** Inputs an output; unused ones at the end have weight 0. */
  readonly taps: number;
  /** `[outputs, taps]`, each row summing to 1. */
  readonly values: Float64Array;
}

/**
 * Bilinear resampling along one side, with Pillow's meaning: a triangle around the output's centre,
 * as wide as one input pixel or, with antialiasing, one output pixel, whichever is wider; what
 * falls outside is left out and the rest made to sum to 1.
 *
 * @param input Pixels before.
 * @param output Pixels after.
 * @param from First output pixel that is wanted.
 * @param wanted How many output pixels are wanted.
 */
export function bilinearWeights(
  input: number,
  output: number,
  antialias: boolean,
  from = 0,
  wanted = output,
): AxisWeights {
  const scale = input / output;
  const radius = antialias ? Math.max(scale, 1) : 1;
  const taps = Math.min(input, Math.ceil(2 * radius));
  const first = new Int32Array(wanted);
  const values = new Float64Array(wanted * taps);
  for (let i = 0; i < wanted; i++) {
    const centre = (from + i + 0.5) * scale;
    // The last place from which a full row of taps still lies within the input.
    const start = Math.min(Math.max(Math.floor(centre - radius + 0.5), 0), input - taps);
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      const distance = Math.abs(start + k + 0.5 - centre) / radius;
      sum += values[i * taps + k] = Math.max(0, 1 - distance);
    }
    for (let k = 0; k < taps; k++) values[i * taps + k] /= sum;
    first[i] = start;
  }
  return { first, taps, values };
}
