// Gaussian blur of one plane: rows first, then columns; the border is reflected.

/**
 * `columnOf [width + 2 * reach]` and `rowOf [height + 2 * reach]` say which pixel stands for one
 * outside; `weights [radius + 1]` are of the centre and of either side. `padded` holds a row with its
 * borders and `rows` the plane after the first pass, each three floats longer.
 */
export function blur(
  image: usize,
  height: i32,
  width: i32,
  reach: i32,
  radius: i32,
  weights: usize,
  columnOf: usize,
  rowOf: usize,
  padded: usize,
  rows: usize,
): void {
  const row = <usize> width << 2;
  for (let y = 0; y < height; y++) {
    const from = image + <usize> y * row;
    memory.copy(padded + (<usize> reach << 2), from, row);
    for (let i = reach - radius; i < reach; i++) {
      const at = <usize> i << 2, opposite = <usize> (i + width + radius) << 2;
      store<f32>(padded + at, load<f32>(from + (<usize> load<i32>(columnOf + at) << 2)));
      store<f32>(
        padded + opposite,
        load<f32>(from + (<usize> load<i32>(columnOf + opposite) << 2)),
      );
    }
    acrossRow(padded + (<usize> reach << 2), width, radius, weights, rows + <usize> y * row);
  }
  for (let y = 0; y < height; y++) {
    downColumns(rows, row, y, reach, radius, weights, rowOf, width, image + <usize> y * row);
  }
}

function acrossRow(centre: usize, width: i32, radius: i32, weights: usize, to: usize): void {
  const w0 = v128.load32_splat(weights);
  let x = 0;
  for (; x + 16 <= width; x += 16) {
    const p = centre + (<usize> x << 2);
    let a = f32x4.mul(w0, v128.load(p)), b = f32x4.mul(w0, v128.load(p, 16));
    let c = f32x4.mul(w0, v128.load(p, 32)), d = f32x4.mul(w0, v128.load(p, 48));
    for (let k = 1; k <= radius; k++) {
      const at = <usize> k << 2, l = p - at, r = p + at;
      const w = v128.load32_splat(weights + at);
      a = f32x4.add(a, f32x4.mul(w, f32x4.add(v128.load(l), v128.load(r))));
      b = f32x4.add(b, f32x4.mul(w, f32x4.add(v128.load(l, 16), v128.load(r, 16))));
      c = f32x4.add(c, f32x4.mul(w, f32x4.add(v128.load(l, 32), v128.load(r, 32))));
      d = f32x4.add(d, f32x4.mul(w, f32x4.add(v128.load(l, 48), v128.load(r, 48))));
    }
    const q = to + (<usize> x << 2);
    v128.store(q, a);
    v128.store(q, b, 16);
    v128.store(q, c, 32);
    v128.store(q, d, 48);
  }
  for (; x < width; x += 4) {
    const p = centre + (<usize> x << 2);
    let a = f32x4.mul(w0, v128.load(p));
    for (let k = 1; k <= radius; k++) {
      const at = <usize> k << 2, w = v128.load32_splat(weights + at);
      a = f32x4.add(a, f32x4.mul(w, f32x4.add(v128.load(p - at), v128.load(p + at))));
    }
    v128.store(to + (<usize> x << 2), a);
  }
}

function downColumns(
  rows: usize,
  row: usize,
  y: i32,
  reach: i32,
  radius: i32,
  weights: usize,
  rowOf: usize,
  width: i32,
  to: usize,
): void {
  const w0 = v128.load32_splat(weights), middle = rows + <usize> y * row;
  const place = rowOf + (<usize> (y + reach) << 2);
  let x = 0;
  for (; x + 16 <= width; x += 16) {
    const column = <usize> x << 2, p = middle + column;
    let a = f32x4.mul(w0, v128.load(p)), b = f32x4.mul(w0, v128.load(p, 16));
    let c = f32x4.mul(w0, v128.load(p, 32)), d = f32x4.mul(w0, v128.load(p, 48));
    for (let k = 1; k <= radius; k++) {
      const at = <usize> k << 2, w = v128.load32_splat(weights + at);
      const l = rows + column + <usize> load<i32>(place - at) * row;
      const r = rows + column + <usize> load<i32>(place + at) * row;
      a = f32x4.add(a, f32x4.mul(w, f32x4.add(v128.load(l), v128.load(r))));
      b = f32x4.add(b, f32x4.mul(w, f32x4.add(v128.load(l, 16), v128.load(r, 16))));
      c = f32x4.add(c, f32x4.mul(w, f32x4.add(v128.load(l, 32), v128.load(r, 32))));
      d = f32x4.add(d, f32x4.mul(w, f32x4.add(v128.load(l, 48), v128.load(r, 48))));
    }
    const q = to + column;
    v128.store(q, a);
    v128.store(q, b, 16);
    v128.store(q, c, 32);
    v128.store(q, d, 48);
  }
  for (; x < width; x += 4) {
    const column = <usize> x << 2;
    let a = f32x4.mul(w0, v128.load(middle + column));
    for (let k = 1; k <= radius; k++) {
      const at = <usize> k << 2, w = v128.load32_splat(weights + at);
      const l = rows + column + <usize> load<i32>(place - at) * row;
      const r = rows + column + <usize> load<i32>(place + at) * row;
      a = f32x4.add(a, f32x4.mul(w, f32x4.add(v128.load(l), v128.load(r))));
    }
    // The last vector may reach into the next row, which is written later: rows come in order.
    v128.store(to + column, a);
  }
}
