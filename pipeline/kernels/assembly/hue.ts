// Turns the hue of an RGB image, in place.

/** `min(max(x, 0), 1)` */
// @ts-ignore: decorator
@inline
function share(x: v128): v128 {
  return f32x4.pmin(f32x4.splat(1), f32x4.pmax(f32x4.splat(0), x));
}

/**
 * The lowest channel and the chroma of a pixel stay; each channel is the lowest plus a share of the
 * chroma, which is a trapezium over the hue.
 *
 * @param turn In sixths of a full turn, -3 to 3.
 */
export function turnHue(image: usize, plane: usize, turn: f32): void {
  const zero = f32x4.splat(0), one = f32x4.splat(1), two = f32x4.splat(2), three = f32x4.splat(3);
  const four = f32x4.splat(4), six = f32x4.splat(6);
  const shift = f32x4.splat(turn);
  // Keeps a grey pixel, whose differences are all 0, from dividing by 0.
  const tiny = f32x4.splat(1e-30);
  for (let p = image; p < image + plane; p += 16) {
    const r = v128.load(p), g = v128.load(p + plane), b = v128.load(p + 2 * plane);
    const high = f32x4.pmax(r, f32x4.pmax(g, b)), low = f32x4.pmin(r, f32x4.pmin(g, b));
    const chroma = f32x4.sub(high, low);
    const isRed = f32x4.eq(high, r), isGreen = f32x4.eq(high, g);
    const above = v128.bitselect(
      f32x4.sub(g, b),
      v128.bitselect(f32x4.sub(b, r), f32x4.sub(r, g), isGreen),
      isRed,
    );
    const sector = v128.bitselect(zero, v128.bitselect(two, four, isGreen), isRed);
    let hue = f32x4.add(f32x4.div(above, f32x4.pmax(chroma, tiny)), f32x4.add(sector, shift));
    hue = f32x4.add(hue, v128.and(six, f32x4.lt(hue, zero)));
    hue = f32x4.sub(hue, v128.and(six, f32x4.ge(hue, six)));
    const red = share(f32x4.sub(f32x4.abs(f32x4.sub(hue, three)), one));
    const green = share(f32x4.sub(two, f32x4.abs(f32x4.sub(hue, two))));
    const blue = share(f32x4.sub(two, f32x4.abs(f32x4.sub(hue, four))));
    v128.store(p, f32x4.add(low, f32x4.mul(chroma, red)));
    v128.store(p + plane, f32x4.add(low, f32x4.mul(chroma, green)));
    v128.store(p + 2 * plane, f32x4.add(low, f32x4.mul(chroma, blue)));
  }
}
