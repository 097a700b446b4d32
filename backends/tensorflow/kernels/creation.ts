import { tf } from "../../tf.ts";
import type { Kernels } from "./kernel.ts";

/** Kernels that make a tensor of numbers alone. */
export const creation: Kernels = {
  Fill(b, _inputs, { shape, value, dtype }) {
    const type = dtype ?? tf.util.inferDtype(value);
    return b.one("Fill", [b.constant("int32", shape), b.number(type, value)]);
  },
  Range(b, _inputs, { start, stop, step, dtype }) {
    const type = dtype === "int32" ? "int32" : "float32";
    return b.one("Range", [start, stop, step].map((value) => b.constant(type, value)));
  },
  LinSpace: (b, _inputs, { start, stop, num }) =>
    b.one("LinSpace", [
      ...[start, stop].map((value) => b.constant("float32", value)),
      b.constant("int32", num),
    ]),
};
