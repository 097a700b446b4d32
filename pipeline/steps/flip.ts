/** Mirrors an image `[height, width, channels]` of 1 or 3 channels left to right, in place. */
export function flip(image: Float32Array, width: number, channels: number): void {
  const rowLength = width * channels;
  for (let row = 0; row < image.length; row += rowLength) {
    for (let a = row, b = row + rowLength - channels; a < b; a += channels, b -= channels) {
      swap(image, a, b);
      if (channels === 1) continue;
      swap(image, a + 1, b + 1);
      swap(image, a + 2, b + 2);
    }
  }
}

function swap(values: Float32Array, a: number, b: number): void {
  const swapped = values[a];
  values[a] = values[b];
  values[b] = swapped;
}
