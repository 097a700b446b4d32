/** Mirrors one plane left to right, in place. */
export function flip(image: usize, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    let a = image + (<usize> (y * width) << 2), b = a + (<usize> (width - 1) << 2);
    while (a < b) {
      const kept = load<f32>(a);
      store<f32>(a, load<f32>(b));
      store<f32>(b, kept);
      a += 4;
      b -= 4;
    }
  }
}
