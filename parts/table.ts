import type { Part } from "./part.ts";
import { HEIC } from "./rows/heic.ts";
import { ONNX } from "./rows/onnx.ts";
import { TENSORFLOW } from "./rows/tensorflow.ts";
import { VEGA } from "./rows/vega.ts";
import { XLA } from "./rows/xla.ts";
import { XLA_CUDA } from "./rows/xla_cuda.ts";

/** Every optional part. A new one is a file in `rows/` and a line here, at the end. */
export const PARTS: readonly Part[] = [
  ...TENSORFLOW,
  HEIC,
  ONNX,
  VEGA,
  XLA,
  XLA_CUDA,
];
