import { tf } from "../../tf.ts";
import { split } from "../split.ts";
import { kernel } from "./register.ts";
import { runOnCpu } from "./run_on_cpu.ts";

// the gradient of tf.gather(), which tfjs has no wasm kernel for
const segmentSum = kernel<{ numSegments: number }>(
  "UnsortedSegmentSum",
  (b, { x, segmentIds }, { numSegments }) => {
    const [rows] = x.shape, [ids] = segmentIds.shape;
    const plain = x.dtype === "float32" && segmentIds.dtype === "int32";
    if (!plain || segmentIds.shape.length !== 1 || rows !== ids || rows * numSegments === 0) {
      return runOnCpu(b, "UnsortedSegmentSum", { x, segmentIds }, { numSegments });
    }
    const size = tf.util.sizeFromShape(x.shape.slice(1));
    const out = b.make([numSegments, ...x.shape.slice(1)]);
    const parts = split(b.pool.threads, numSegments, 4 * rows * size);
    b.run("segmentSum", parts, b.at(x), b.at(segmentIds), b.at(out), rows, size, numSegments);
    return out;
  },
);

export const kernels = [segmentSum];
