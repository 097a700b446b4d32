import { tf } from "../../tf.ts";
import type { Kernels } from "./kernel.ts";

/** Kernels that make a tensor of numbers alone. */
export const creation: Kernels = {
  Fill(b, _inputs, { shape, value, dtype }) {
    const type = dtype ?? tf.util.inferDtype(value);
    return b.one("Fill", [b.constant("int32", shape), b.number(type, value)]);
  },
  Range(b, _inputs, { start, stop, step, dtype = "float32" }) {
    if (dtype === "bool") {
      throw new TypeError("Cannot make a range of type bool: it must be float32 or int32");
    }
    // tfjs counts down where it is told no step
    const by = stop < start && step === 1 ? -1 : step;
    if ((stop - start) / by <= 0 || start === stop) {
      return b.one("Fill", [b.constant("int32", [0]), b.number(dtype, 0)]);
    }
    return b.one("Range", [start, stop, by].map((value) => b.constant(dtype, value)));
  },
  LinSpace: (b, _inputs, { start, stop, num }) =>
    b.one("LinSpace", [
      ...[start, stop].map((value) => b.constant("float32", value)),
      b.constant("int32", num),
    ]),
};
