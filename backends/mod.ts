/**
 * Backends: ways to run TensorFlow.js on this machine, and the ops of training they speed up.
 *
 * @module
 */
import { Registry } from "../core/registry.ts";
import type { BackendPlugin } from "./backend.ts";

export type {
  Availability,
  Backend,
  BackendOptions,
  BackendPlugin,
  Precision,
  Step,
  StepInput,
  StepOutput,
} from "./backend.ts";
export type {
  Convolution,
  Normalisation,
  Normalised,
  Pooling,
  SgdRule,
  TrainingOps,
  WithTrainingOps,
} from "./training_ops.ts";
export { compiled, type PureFunction } from "./compiled.ts";
export { eager } from "./eager.ts";
export { ops, rankCount } from "./ops.ts";
export { needFloat32 } from "./precision.ts";
export { type Tensors, tf } from "./tf.ts";

/**
 * Every known backend, by name.
 *
 * @example
 * ```ts
 * import { backends } from "@crlc/crlc/backends";
 * import { strictEqual } from "node:assert/strict";
 *
 * const wasm = await backends.get("wasm");
 * strictEqual((await wasm.probe()).ok, true);
 * ```
 */
export const backends: Registry<BackendPlugin> = new Registry<BackendPlugin>("backends", {
  cpu: () => import("./cpu/mod.ts"),
  tensorflow: () => import("./tensorflow/mod.ts"),
  "tensorflow-gpu": () => import("./tensorflow/mod.ts"),
  wasm: () => import("./wasm/mod.ts"),
  webgpu: () => import("./webgpu/mod.ts"),
  xla: () => import("./xla/mod.ts"),
}, {
  ...{ cuda: "tensorflow-gpu", gpu: "tensorflow-gpu", nvidia: "tensorflow-gpu" },
  ...{ tf: "tensorflow", tfjs: "wasm", javascript: "cpu", js: "cpu" },
  ...{ jax: "xla", pjrt: "xla" },
  ...{ metal: "webgpu", mps: "webgpu", vulkan: "webgpu" },
});
