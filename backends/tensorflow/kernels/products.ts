import { tf } from "../../tf.ts";
import type { Info, TensorFlowBackend } from "../backend.ts";
import { compose } from "../compose.ts";
import { refuseFlags } from "../numbers.ts";
import { Type } from "../types.ts";
import type { Kernels } from "./kernel.ts";

const { backend_util: shapes } = tf;

interface Turned {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

function product(
  b: TensorFlowBackend,
  { a, b: other }: { a: Info; b: Info },
  { transposeA, transposeB }: Turned,
): Info {
  refuseFlags("multiply", a);
  const inner = [a.shape.at(transposeA ? -2 : -1), other.shape.at(transposeB ? -1 : -2)];
  if (inner[0] !== inner[1]) {
    throw new Error(
      `Error in matMul: inner shapes (${inner[0]}) and (${inner[1]}) of Tensors with shapes ` +
        `${a.shape} and ${other.shape} and transposeA=${transposeA} and transposeB=${transposeB} ` +
        `must match.`,
    );
  }
  // a plain product has the faster kernel
  return a.shape.length === 2 && other.shape.length === 2
    ? b.one("MatMul", [a, other], { transpose_a: transposeA, transpose_b: transposeB })
    : b.one("BatchMatMulV2", [a, other], { adj_x: transposeA, adj_y: transposeB });
}

/** The op of an activation that tfjs fuses into a layer. */
export function activate(
  b: TensorFlowBackend,
  x: Info,
  name: string,
  alpha?: number,
  weights?: Info,
): Info {
  const kernel = {
    linear: "Identity",
    relu: "Relu",
    relu6: "Relu6",
    elu: "Elu",
    sigmoid: "Sigmoid",
    prelu: "Prelu",
    leakyrelu: "LeakyRelu",
  }[name];
  if (!kernel) throw new TypeError(`Cannot fuse activation "${name}": TensorFlow.js has none such`);
  const inputs = weights ? { x, alpha: weights } : { x };
  const attrs: tf.NamedAttrMap = alpha === undefined ? {} : { alpha };
  const y = tf.getKernel(kernel, tf.getBackend())!.kernelFunc({ inputs, attrs, backend: b });
  b.disposeIntermediateTensorInfo(x);
  return y as Info;
}

/** Adds a bias along the last dimension, where there is one. */
export function addBias(b: TensorFlowBackend, x: Info, bias: Info | undefined): Info {
  if (!bias) return x;
  const sum = b.one("AddV2", [x, bias]);
  b.disposeIntermediateTensorInfo(x);
  return sum;
}

/** Products of matrices. */
export const products: Kernels = {
  BatchMatMul: product,
  _FusedMatMul(b, { a, b: other, bias, preluActivationWeights }, attributes) {
    const sum = addBias(b, product(b, { a, b: other }, attributes), bias);
    const { activation, leakyreluAlpha } = attributes;
    return activate(b, sum, activation, leakyreluAlpha, preluActivationWeights);
  },
  Einsum(b, inputs, { equation }) {
    const terms = inputs as Info[],
      { allDims, idDims } = shapes.decodeEinsumEquation(
        equation,
        terms.length,
      );
    shapes.checkEinsumDimSizes(allDims.length, idDims, terms as tf.Tensor[]);
    return compose(b, (run) => {
      const given = terms.map((x) =>
        x.dtype === "bool" ? run("Cast", [x], { DstT: { type: Type.int32 } }) : x
      );
      return run("Einsum", [given], { equation });
    });
  },
};
