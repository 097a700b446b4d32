import { tf } from "../../tf.ts";
import { split } from "../split.ts";
import { kernel } from "./register.ts";

/** Fewer numbers are added faster by one thread. */
const LEAST = 32_768;

// where a network forks, the gradients of its branches are added: whole activations
const add = kernel("Add", (backend, { a, b }, _attributes, stock) => {
  const size = tf.util.sizeFromShape(a.shape);
  const isSame = a.dtype === "float32" && b.dtype === "float32" &&
    tf.util.arraysEqual(a.shape, b.shape);
  if (!isSame || size < LEAST) return stock();
  const sum = backend.make(a.shape), parts = split(backend.pool.threads, size / 4, 4 * size, 4);
  backend.run("addTensors", parts, backend.at(a), backend.at(b), backend.at(sum), size);
  return sum;
});

export const kernels = [add];
