/**
 * Writes a planar image channel by channel within each pixel, normalised: `(x - mean) * scale`.
 * `to` needs room for whole vectors of each channel.
 *
 * @param norm `mean` and `scale` of each channel in turn.
 */
export function interleave(
  image: usize,
  plane: usize,
  channels: i32,
  norm: usize,
  to: usize,
): void {
  const m0 = v128.load32_splat(norm), s0 = v128.load32_splat(norm, 4);
  if (channels == 1) {
    for (let at: usize = 0; at < plane; at += 16) {
      v128.store(to + at, f32x4.mul(f32x4.sub(v128.load(image + at), m0), s0));
    }
    return;
  }
  const m1 = v128.load32_splat(norm, 8), s1 = v128.load32_splat(norm, 12);
  const m2 = v128.load32_splat(norm, 16), s2 = v128.load32_splat(norm, 20);
  for (let p = image; p < image + plane; p += 16) {
    const r = f32x4.mul(f32x4.sub(v128.load(p), m0), s0);
    const g = f32x4.mul(f32x4.sub(v128.load(p + plane), m1), s1);
    const b = f32x4.mul(f32x4.sub(v128.load(p + 2 * plane), m2), s2);
    // r0 g0 b0 r1, g1 b1 r2 g2, b2 r3 g3 b3
    const rg = v128.shuffle<f32>(r, g, 0, 4, 1, 5), br = v128.shuffle<f32>(b, r, 0, 5, 6, 7);
    const gb = v128.shuffle<f32>(g, b, 1, 5, 2, 6), last = v128.shuffle<f32>(g, b, 3, 7, 3, 7);
    v128.store(to, v128.shuffle<f32>(rg, br, 0, 1, 4, 5));
    v128.store(to, v128.shuffle<f32>(gb, br, 0, 1, 6, 2), 16);
    v128.store(to, v128.shuffle<f32>(v128.shuffle<f32>(b, r, 2, 7, 2, 7), last, 0, 1, 4, 5), 32);
    to += 48;
  }
}
