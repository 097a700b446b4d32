import { tf } from "../../tf.ts";
import { kernel } from "./register.ts";

type Shape = readonly number[];

/**
 * How far apart rows and columns of a tensor lie within a result `[..., n]`; nothing where it is
 * broadcast along other axes than the last, or all but the last.
 */
function pitches(shape: Shape, result: Shape): { row: number; column: number } | undefined {
  if (shape.length !== result.length) return undefined;
  const width = shape[shape.length - 1], column = width === 1 ? 0 : 1;
  const before = shape.slice(0, -1);
  if (before.every((size) => size === 1)) return { row: 0, column };
  return before.every((size, i) => size === result[i]) ? { row: width, column } : undefined;
}

// tfjs's own works out the place of every number anew, and took as long as a convolution
export const kernels = (["Equal", "NotEqual"] as const).map((name) =>
  kernel(name, (backend, { a, b }, _attributes, stock) => {
    const known = a.dtype === b.dtype && (a.dtype === "int32" || a.dtype === "float32");
    const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
    const pitchA = pitches(a.shape, shape), pitchB = pitches(b.shape, shape);
    const size = tf.util.sizeFromShape(shape);
    if (!known || shape.length === 0 || size === 0 || !pitchA || !pitchB) return stock();
    const out = backend.makeOutput(shape, "bool"), width = shape[shape.length - 1];
    const same = name === "Equal" ? 1 : 0, different = 1 - same;
    const left = backend.typedArrayFromHeap(a), right = backend.typedArrayFromHeap(b);
    const to = backend.typedArrayFromHeap(out);
    for (let at = 0, i = 0; at < size; i++) {
      let x = i * pitchA.row, y = i * pitchB.row;
      for (const end = at + width; at < end; x += pitchA.column, y += pitchB.column) {
        to[at++] = left[x] === right[y] ? same : different;
      }
    }
    return out;
  })
);
