// Matrix products. The right-hand matrix is packed in panels of eight columns, `[n/8][k][8]`, zeros
// beyond the last column, so that the innermost loop reads it in one stream.
import { copyFloats, madd } from "./simd";

/** Rows of the right-hand panel that stay in the first-level cache. */
const DEPTH: i32 = 256;

/** `C[4,8] = A[4,k] B[k,8]`, or `+=`. Strides in bytes. More accumulators spill in V8. */
function tile4(a: usize, lda: usize, b: usize, c: usize, ldc: usize, k: i32, add: bool): void {
  const zero = f32x4.splat(0);
  let c00 = zero, c01 = zero, c10 = zero, c11 = zero;
  let c20 = zero, c21 = zero, c30 = zero, c31 = zero;
  let a1 = a + lda, a2 = a1 + lda, a3 = a2 + lda;
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
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    x = v128.load32_splat(a1);
    c10 = madd(x, b0, c10);
    c11 = madd(x, b1, c11);
    x = v128.load32_splat(a2);
    c20 = madd(x, b0, c20);
    c21 = madd(x, b1, c21);
    x = v128.load32_splat(a3);
    c30 = madd(x, b0, c30);
    c31 = madd(x, b1, c31);
    a += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
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

/** `C[1,8] = A[1,k] B[k,8]`, or `+=`: what is left over when rows are not a multiple of four. */
function tile1(a: usize, b: usize, c: usize, k: i32, add: bool): void {
  let c0 = f32x4.splat(0), c1 = c0;
  if (add) {
    c0 = v128.load(c);
    c1 = v128.load(c, 16);
  }
  for (; k > 0; k--) {
    const x = v128.load32_splat(a);
    c0 = madd(x, v128.load(b), c0);
    c1 = madd(x, v128.load(b, 16), c1);
    a += 4;
    b += 32;
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}

/** `C[4,8] (+)= A[k,4]ᵀ B[k,8]`. Strides in bytes. */
function tileT4(
  a: usize,
  lda: usize,
  b: usize,
  ldb: usize,
  c: usize,
  ldc: usize,
  k: i32,
  add: bool,
): void {
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
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = madd(x, b0, c00);
    c01 = madd(x, b1, c01);
    x = v128.load32_splat(a, 4);
    c10 = madd(x, b0, c10);
    c11 = madd(x, b1, c11);
    x = v128.load32_splat(a, 8);
    c20 = madd(x, b0, c20);
    c21 = madd(x, b1, c21);
    x = v128.load32_splat(a, 12);
    c30 = madd(x, b0, c30);
    c31 = madd(x, b1, c31);
    a += lda;
    b += ldb;
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

/**
 * `C[m,n] (+)= A[m,k] B[k,n]`, B packed; leading dimensions in floats. `edge` is room for 32 floats,
 * used for the last panel where n is not a multiple of eight.
 */
export function gemm(
  a: usize,
  lda: i32,
  b: usize,
  c: usize,
  ldc: i32,
  m: i32,
  n: i32,
  k: i32,
  add: bool,
  edge: usize,
): void {
  const rowA = <usize> lda << 2, rowC = <usize> ldc << 2;
  for (let k0 = 0; k0 < k; k0 += DEPTH) {
    const depth = min(DEPTH, k - k0);
    const more = add || k0 > 0;
    for (let n0 = 0; n0 < n; n0 += 8) {
      const panel = b + ((<usize> n0 * k + <usize> k0 * 8) << 2);
      const width = n - n0;
      let ap = a + (<usize> k0 << 2), cp = c + (<usize> n0 << 2);
      let i = 0;
      if (width >= 8) {
        for (; i + 4 <= m; i += 4) {
          tile4(ap, rowA, panel, cp, rowC, depth, more);
          ap += rowA << 2;
          cp += rowC << 2;
        }
        for (; i < m; i++) {
          tile1(ap, panel, cp, depth, more);
          ap += rowA;
          cp += rowC;
        }
      } else {
        for (; i < m; i++) {
          if (more) copyFloats(edge, cp, width);
          tile1(ap, panel, edge, depth, more);
          copyFloats(cp, edge, width);
          ap += rowA;
          cp += rowC;
        }
      }
    }
  }
}

/**
 * `C[m,n] (+)= A[k,m]ᵀ B[k,n]`, B in panels of eight columns that lie `panel` floats apart and whose
 * rows lie `ldb` floats apart; m a multiple of four, n of eight.
 */
export function gemmT(
  a: usize,
  lda: i32,
  b: usize,
  ldb: i32,
  panel: i32,
  c: usize,
  ldc: i32,
  m: i32,
  n: i32,
  k: i32,
  add: bool,
): void {
  const rowA = <usize> lda << 2, rowB = <usize> ldb << 2, rowC = <usize> ldc << 2;
  for (let n0 = 0; n0 < n; n0 += 8) {
    let cp = c + (<usize> n0 << 2);
    for (let i = 0; i < m; i += 4) {
      tileT4(a + (<usize> i << 2), rowA, b, rowB, cp, rowC, k, add);
      cp += rowC << 2;
    }
    b += <usize> panel << 2;
  }
}
