import { tf } from "../../tf.ts";
import type { TrainingBackend } from "../runtime.ts";
import { split } from "../split.ts";
import { up } from "./geometry.ts";
import { kernel } from "./register.ts";

/** One product of matrices in memory. */
export interface Product {
  readonly a: number;
  readonly b: number;
  /** Address of `[n]` floats that are added to every row; 0 for none. */
  readonly bias: number;
  readonly c: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Whether a is stored `[k, m]`. */
  readonly transposeA: boolean;
  /** Whether b is stored `[n, k]`. */
  readonly transposeB: boolean;
}

/** `c [m,n] = a [m,k] b [k,n] + bias` */
export function multiply(backend: TrainingBackend, product: Product): void {
  const { a, b, bias, c, m, n, k, transposeA, transposeB } = product;
  const threads = backend.pool.threads;
  const rows = Math.max(4, Math.min(up(m, 4), 64));
  const packed = up(up(n, 8) * k * 4, 64);
  const each = up((32 + rows * k) * 4, 64);
  const scratch = backend.scratch(packed + threads * each);
  const packing = split(threads, Math.ceil(n / 8), 4 * k * n);
  backend.run("packMatrix", packing, b, scratch, k, n, transposeB ? 1 : 0);
  const parts = split(threads, Math.ceil(m / 4), m * n * k);
  const matrices = [a, scratch, bias, c, scratch + packed, each];
  backend.run("matMul", parts, ...matrices, m, n, k, transposeA ? 1 : 0, rows);
}

interface Attributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

// tfjs's own kernel has no threads, and multiplies transposed matrices one number at a time
kernel<Attributes>("BatchMatMul", (backend, { a, b }, { transposeA, transposeB }) => {
  const [k, m] = transposeA ? a.shape.slice(-2) : a.shape.slice(-2).reverse();
  const n = b.shape[b.shape.length - (transposeB ? 2 : 1)];
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(
    a.shape.slice(0, -2),
    b.shape.slice(0, -2),
  );
  const c = backend.make([...outer, m, n]);
  const batches = tf.util.sizeFromShape(outer);
  const offsetA = offsets(a.shape.slice(0, -2), outer, m * k);
  const offsetB = offsets(b.shape.slice(0, -2), outer, k * n);
  for (let i = 0; i < batches; i++) {
    multiply(backend, {
      a: backend.at(a) + 4 * offsetA(i),
      b: backend.at(b) + 4 * offsetB(i),
      bias: 0,
      c: backend.at(c) + 4 * i * m * n,
      ...{ m, n, k, transposeA, transposeB },
    });
  }
  return c;
});

/** Where the i-th matrix of a broadcast batch lies: `shape` is repeated to give `outer`. */
function offsets(shape: number[], outer: number[], size: number): (i: number) => number {
  const own = tf.util.computeStrides([...shape, 1]), all = tf.util.computeStrides([...outer, 1]);
  const shift = outer.length - shape.length;
  return (i) => {
    let offset = 0;
    for (let d = shift; d < outer.length; d++) {
      const at = Math.floor(i / all[d]) % outer[d];
      if (shape[d - shift] > 1) offset += at * own[d - shift];
    }
    return offset * size;
  };
}
