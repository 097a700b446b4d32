import { tf } from "../../tf.ts";
import { split } from "../split.ts";
import { kernel } from "./register.ts";

// the gradient of tf.gather(), which tfjs has no wasm kernel for
kernel<{ numSegments: number }>("UnsortedSegmentSum", (b, { x, segmentIds }, { numSegments }) => {
  const [rows] = x.shape, rest = x.shape.slice(segmentIds.shape.length);
  const size = tf.util.sizeFromShape(rest), out = b.make([numSegments, ...rest]);
  const parts = split(b.pool.threads, numSegments, 4 * rows * size);
  b.run("segmentSum", parts, b.at(x), b.at(segmentIds), b.at(out), rows, size, numSegments);
  return out;
});
