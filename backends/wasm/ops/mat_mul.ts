import { tf } from "../../tf.ts";
import type { Info, TrainingBackend } from "../runtime.ts";
import { split } from "../split.ts";
import { up } from "./geometry.ts";
import { kernel } from "./register.ts";
import { runOnCpu } from "./run_on_cpu.ts";

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
  /** Whether results are put between zero and six. */
  readonly relu6?: boolean;
}

/** `c [m,n] = a [m,k] b [k,n] + bias` */
export function multiply(backend: TrainingBackend, product: Product): void {
  const { a, b, bias, c, m, n, k, transposeA, transposeB, relu6 = false } = product;
  const threads = backend.pool.threads;
  const rows = Math.max(4, Math.min(up(m, 4), 64));
  const packed = up(up(n, 8) * k * 4, 64);
  const each = up((32 + rows * k) * 4, 64);
  const scratch = backend.scratch(packed + threads * each);
  const packing = split(threads, Math.ceil(n / 8), 4 * k * n);
  backend.run("packMatrix", packing, b, scratch, k, n, transposeB ? 1 : 0);
  const parts = split(threads, Math.ceil(m / 4), m * n * k);
  const matrices = [a, scratch, bias, c, scratch + packed, each];
  backend.run("matMul", parts, ...matrices, m, n, k, transposeA ? 1 : 0, rows, relu6 ? 1 : 0);
}

interface Attributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The sizes of a product `[outer, m, n]`, as tfjs reads and refuses them. */
function sizesOf(a: Info, b: Info, { transposeA, transposeB }: Attributes) {
  const [k, m] = transposeA ? a.shape.slice(-2) : a.shape.slice(-2).reverse();
  const [n, depth] = transposeB ? b.shape.slice(-2) : b.shape.slice(-2).reverse();
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(
    a.shape.slice(0, -2),
    b.shape.slice(0, -2),
  );
  tf.util.assert(
    k === depth,
    () =>
      `Error in matMul: inner shapes (${k}) and (${depth}) of Tensors with shapes ${a.shape} and ` +
      `${b.shape} and transposeA=${transposeA} and transposeB=${transposeB} must match.`,
  );
  return { outer, m, n, k };
}

// tfjs's own kernel has no threads, and multiplies transposed matrices one number at a time
const batchMatMul = kernel<Attributes>("BatchMatMul", (backend, { a, b }, attributes) => {
  const { outer, m, n, k } = sizesOf(a, b, attributes);
  if (a.dtype !== "float32" || b.dtype !== "float32") {
    return runOnCpu(backend, "BatchMatMul", { a, b }, { ...attributes });
  }
  const c = backend.make([...outer, m, n]);
  if (k === 0) backend.typedArrayFromHeap(c).fill(0);
  const batches = k * m * n === 0 ? 0 : tf.util.sizeFromShape(outer);
  const offsetA = offsets(a.shape.slice(0, -2), outer, m * k);
  const offsetB = offsets(b.shape.slice(0, -2), outer, k * n);
  for (let i = 0; i < batches; i++) {
    multiply(backend, {
      a: backend.at(a) + 4 * offsetA(i),
      b: backend.at(b) + 4 * offsetB(i),
      bias: 0,
      c: backend.at(c) + 4 * i * m * n,
      ...{ m, n, k, ...attributes },
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

export const kernels = [batchMatMul];
