/** Multiplies by `gain`, adds `bias` and clips to [0, 1], in place. */
export function tone(image: Float32Array, gain: number, bias: number): void {
  for (let i = 0; i < image.length; i++) {
    const x = gain * image[i] + bias;
    image[i] = x < 0 ? 0 : x > 1 ? 1 : x;
  }
}
