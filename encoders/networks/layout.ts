import type { WeightTensor } from "../weights/weights.ts";

/** The kernel of a convolution, `[out, in, height, width]` to `[height, width, in, out]`. */
export function channelsLast({ shape: [O, I, H, W], data }: WeightTensor): WeightTensor {
  const out = new Float32Array(data.length), area = H * W;
  for (let o = 0, from = 0; o < O; o++) {
    for (let i = 0; i < I; i++) {
      for (let p = 0; p < area; p++, from++) out[(p * I + i) * O + o] = data[from];
    }
  }
  return { shape: [H, W, I, O], data: out };
}

/** A matrix, `[out, in]` to `[in, out]`. */
export function transposed({ shape: [rows, columns], data }: WeightTensor): WeightTensor {
  const out = new Float32Array(data.length);
  for (let r = 0, from = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++, from++) out[c * rows + r] = data[from];
  }
  return { shape: [columns, rows], data: out };
}

/** A tensor without its shape. */
export function flat({ data }: WeightTensor): WeightTensor {
  return { shape: [data.length], data };
}
