import type { Info, XlaBackend } from "../backend.ts";
import { convert } from "../hlo/elementwise.ts";
import type { Node } from "../hlo/node.ts";
import { dot } from "../hlo/products.ts";
import { broadcastShape, broadcastTo } from "../hlo/shapes.ts";
import type { Kernels } from "./kernel.ts";

interface Turned {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

function product(b: XlaBackend, inputs: { a: Info; b: Info }, turned: Turned): Node {
  const isWhole = inputs.a.dtype === "int32" && inputs.b.dtype === "int32";
  const element = isWhole ? "s32" : "f32";
  const [x, y] = [inputs.a, inputs.b].map((info) => convert(b.full(info), element));
  const outer = broadcastShape(x.shape.slice(0, -2), y.shape.slice(0, -2)), n = outer.length;
  const wide = (node: Node) => broadcastTo(node, [...outer, ...node.shape.slice(-2)]);
  return dot(wide(x), wide(y), {
    batch: n,
    contract: [turned.transposeA ? n : n + 1, turned.transposeB ? n + 1 : n],
    element,
    exact: b.exact,
  });
}

/** Products of matrices. */
export const products: Kernels = { BatchMatMul: product };
