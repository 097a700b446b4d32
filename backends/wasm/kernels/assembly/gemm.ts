// Matrix products of packed matrices. The left one lies in panels of four rows, `[m/4][k][4]`, the
// right one in panels of eight columns, `[n/8][k][8]`, zeros beyond the last row and column, so that
// the innermost loop reads two streams.
import { copyFloats, madd } from "./simd";

/** Rows of the right-hand panel that stay in the first-level cache. */
const DEPTH: i32 = 256;

/**
 * `c [4,8] = a [k,4]ᵀ b [k,8]`, or `+=`; rows of c are `ldc` bytes apart.
 *
 * As V8 likes it: eight sums, no unrolling (else it spills), and few loads, since each is checked
 * against the size of the memory: one for the four left-hand numbers, spread by shuffles. The last
 * is loaded again, because three shuffles and a load are faster than four shuffles.
 */
export function tile(a: usize, b: usize, c: usize, ldc: usize, k: i32, add: bool): void {
  const zero = f32x4.splat(0);
  let c00 = zero, c01 = zero, c10 = zero, c11 = zero;
  let c20 = zero, c21 = zero, c30 = zero, c31 = zero;
  const row1 = c + ldc, row2 = row1 + ldc, row3 = row2 + ldc;
  if (add) {
    c00 = v128.load(c);
    c01 = v128.load(c, 16);
    c10 = v128.load(row1);
    c11 = v128.load(row1, 16);
    c20 = v128.load(row2);
    c21 = v128.load(row2, 16);
    c30 = v128.load(row3);
    c31 = v128.load(row3, 16);
  }
  for (; k > 0; k--) {
    const x = v128.load(a);
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const x0 = v128.shuffle<f32>(x, x, 0, 0, 0, 0);
    c00 = madd(x0, b0, c00);
    c01 = madd(x0, b1, c01);
    const x1 = v128.shuffle<f32>(x, x, 1, 1, 1, 1);
    c10 = madd(x1, b0, c10);
    c11 = madd(x1, b1, c11);
    const x2 = v128.shuffle<f32>(x, x, 2, 2, 2, 2);
    c20 = madd(x2, b0, c20);
    c21 = madd(x2, b1, c21);
    const x3 = v128.load32_splat(a, 12);
    c30 = madd(x3, b0, c30);
    c31 = madd(x3, b1, c31);
    a += 16;
    b += 32;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(row1, c10);
  v128.store(row1, c11, 16);
  v128.store(row2, c20);
  v128.store(row2, c21, 16);
  v128.store(row3, c30);
  v128.store(row3, c31, 16);
}

/** The corner of a product that has fewer than four rows or eight columns, by way of `edge`. */
function corner(
  a: usize,
  b: usize,
  c: usize,
  ldc: usize,
  k: i32,
  add: bool,
  rows: i32,
  columns: i32,
  edge: usize,
): void {
  if (add) {
    for (let i = 0; i < rows; i++) {
      copyFloats(edge + (<usize> i << 5), c + <usize> i * ldc, columns);
    }
  }
  tile(a, b, edge, 32, k, add);
  for (let i = 0; i < rows; i++) copyFloats(c + <usize> i * ldc, edge + (<usize> i << 5), columns);
}

/**
 * `c [m,n] = a [m,k] b [k,n]`, or `+=`, both packed; rows of c are `ldc` floats apart. `edge` is room
 * for 32 floats.
 */
export function gemm(
  a: usize,
  b: usize,
  c: usize,
  ldc: i32,
  m: i32,
  n: i32,
  k: i32,
  add: bool,
  edge: usize,
): void {
  const row = <usize> ldc << 2;
  for (let k0 = 0; k0 < k; k0 += DEPTH) {
    const depth = min(DEPTH, k - k0);
    const more = add || k0 > 0;
    for (let n0 = 0; n0 < n; n0 += 8) {
      const panel = b + ((<usize> n0 * k + (<usize> k0 << 3)) << 2);
      const columns = n - n0;
      let ap = a + (<usize> k0 << 4), cp = c + (<usize> n0 << 2);
      for (let i = 0; i < m; i += 4) {
        if (columns >= 8 && m - i >= 4) tile(ap, panel, cp, row, depth, more);
        else corner(ap, panel, cp, row, depth, more, min(4, m - i), min(8, columns), edge);
        ap += <usize> k << 4;
        cp += row << 2;
      }
    }
  }
}
