/** Mirrors an image `[height, width, channels]` left to right, in place. */
export function flip(image: Float32Array, width: number, channels: number): void {
  const rowLength = width * channels;
  for (let row = 0; row < image.length; row += rowLength) {
    for (let a = row, b = row + rowLength - channels; a < b; a += channels, b -= channels) {
      for (let c = 0; c < channels; c++) {
        const swapped = image[a + c];
        image[a + c] = image[b + c];
        image[b + c] = swapped;
      }
    }
  }
}
