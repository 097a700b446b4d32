import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { Stream } from "../core/random.ts";
import type { SparseSymmetric } from "./sparse.ts";

/** Vectors in front of those that are wanted, which make the slowest of them come sooner. */
const GUARD = 4;
/** Products of a block with the matrix between two solutions of the small problem, and its size. */
const MOST_DEPTH = 8, MOST_VECTORS = 400;
/** Largest length of `A x - lambda x` of a unit vector that counts as an eigenvector. */
const RESIDUAL = 1e-6;
const MOST_ROUNDS = 60;

/**
 * The eigenvectors of the k largest eigenvalues of a symmetric matrix whose eigenvalues lie from -1
 * to 1, by a block Krylov method that starts anew from its best vectors (Saad, _Numerical Methods
 * for Large Eigenvalue Problems_, chapter 6).
 *
 * @param random What it begins with.
 * @param onProgress Is told how many of the vectors are found.
 * @returns Unit vectors `[k][n]`, largest eigenvalue first. Those whose eigenvalues are too close
 *   together to be told apart after 60 rounds are as near as those brought them.
 */
export function leadingVectors(
  A: SparseSymmetric,
  k: number,
  random: Stream,
  onProgress: (found: number) => void = () => {},
): Float64Array[] {
  const { n } = A, width = Math.min(n, k + GUARD);
  let block = Array.from(
    { length: width },
    () => Float64Array.from({ length: n }, random.normal, random),
  );
  for (let round = 0;; round++) {
    const basis = krylovBasis(A, block);
    const images = basis.map((vector) => product(A, vector));
    const small = new Matrix(basis.length, basis.length);
    for (let i = 0; i < basis.length; i++) {
      for (let j = i; j < basis.length; j++) {
        const value = dot(basis[i], images[j]);
        small.set(i, j, value);
        small.set(j, i, value);
      }
    }
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(small, {
      assumeSymmetric: true,
    });
    const order = realEigenvalues.map((_, i) => i)
      .sort((a, b) => realEigenvalues[b] - realEigenvalues[a]).slice(0, width);
    const mix = (vectors: readonly Float64Array[], column: number) => {
      const sum = new Float64Array(n);
      vectors.forEach((vector, i) => add(sum, vector, eigenvectorMatrix.get(i, column)));
      return sum;
    };
    block = order.map((column) => mix(basis, column));
    const found = order.slice(0, k).filter((column, i) => {
      const rest = mix(images, column);
      add(rest, block[i], -realEigenvalues[column]);
      return Math.sqrt(dot(rest, rest)) < RESIDUAL;
    }).length;
    onProgress(found);
    if (found >= Math.min(k, n) || round + 1 === MOST_ROUNDS) return block.slice(0, k);
  }
}

/** Orthonormal vectors of the block, of its product with the matrix, and so on. */
function krylovBasis(A: SparseSymmetric, block: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  const most = Math.max(2, Math.min(MOST_DEPTH, Math.floor(MOST_VECTORS / block.length)));
  let last: readonly Float64Array[] = block;
  for (let depth = 0; depth < most && last.length > 0; depth++) {
    const next = depth === 0 ? last : last.map((vector) => shifted(A, vector));
    last = next.flatMap((vector) => {
      const fresh = orthogonal(vector, basis);
      if (!fresh) return [];
      basis.push(fresh);
      return [fresh];
    });
  }
  return basis;
}

/** `(A + I) x / 2`: the same vectors, and no eigenvalue below 0. */
function shifted(A: SparseSymmetric, x: Float64Array): Float64Array {
  return product(A, x).map((value, i) => (value + x[i]) / 2);
}

/** What is new in a vector, of length 1; nothing where there is none. */
function orthogonal(
  vector: Float64Array,
  basis: readonly Float64Array[],
): Float64Array | undefined {
  const rest = Float64Array.from(vector), before = Math.sqrt(dot(rest, rest));
  // Once more for what rounding leaves (Giraud et al. 2005).
  for (let time = 0; time < 2; time++) {
    for (const other of basis) add(rest, other, -dot(rest, other));
  }
  const length = Math.sqrt(dot(rest, rest));
  return length > 1e-10 * before ? rest.map((value) => value / length) : undefined;
}

function product({ n, starts, columns, values }: SparseSymmetric, x: Float64Array): Float64Array {
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let at = starts[i]; at < starts[i + 1]; at++) sum += values[at] * x[columns[at]];
    y[i] = sum;
  }
  return y;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** `a += factor b`. */
function add(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] += factor * b[i];
}
