import { tf } from "../../tf.ts";
import type { Info } from "../runtime.ts";
import { split } from "../split.ts";
import { kernel } from "./register.ts";

/** The kernels, in the order in which `binary` of the assembly numbers them. */
const NAMES = ["Add", "Sub", "Multiply", "RealDiv"] as const;

/** The shape of the result where both have one shape or one is a single number, else nothing. */
function shapeOf(a: Info, b: Info): number[] | undefined {
  if (tf.util.arraysEqual(a.shape, b.shape)) return a.shape;
  if (tf.util.sizeFromShape(b.shape) === 1 && b.shape.length <= a.shape.length) return a.shape;
  if (tf.util.sizeFromShape(a.shape) === 1 && a.shape.length <= b.shape.length) return b.shape;
}

// tfjs's own have no threads, and take longer to be called than to compute a small tensor
export const kernels = NAMES.map((name, op) =>
  kernel(name, (backend, { a, b }, _attributes, stock) => {
    const shape = a.dtype === "float32" && b.dtype === "float32" ? shapeOf(a, b) : undefined;
    const size = shape ? tf.util.sizeFromShape(shape) : 0;
    if (!shape || size === 0) return stock();
    const out = backend.make(shape), parts = split(backend.pool.threads, size / 4, 4 * size, 4);
    const single = ({ shape }: Info) => size > 1 && tf.util.sizeFromShape(shape) === 1 ? 1 : 0;
    const addresses = [backend.at(a), backend.at(b), backend.at(out)];
    backend.run("binary", parts, op, ...addresses, size, single(a), single(b));
    return out;
  })
);
