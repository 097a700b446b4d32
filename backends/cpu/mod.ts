/**
 * The plain `cpu` backend of TensorFlow.js: slow, but what every other backend is compared with.
 *
 * @module
 */
import type { Backend, BackendPlugin } from "../backend.ts";

/** TensorFlow.js in plain JavaScript, on one thread. */
export const cpu: BackendPlugin = {
  name: "cpu",
  about: "TensorFlow.js in plain JavaScript, one thread: the slow reference",
  apiVersion: 1,
  probe: () => Promise.resolve({ ok: true, device: "JavaScript, 1 thread" }),
  async open(options): Promise<Backend> {
    const { needFloat32 } = await import("../precision.ts");
    const precision = needFloat32("cpu", options);
    const [{ tf }, { eager }] = await Promise.all([import("../tf.ts"), import("../eager.ts")]);
    const { correctCpuKernels } = await import("../corrected/mod.ts");
    correctCpuKernels();
    await tf.setBackend("cpu");
    return {
      name: "cpu",
      device: "JavaScript, 1 thread",
      threads: 1,
      precision,
      compile: eager,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  },
};

export default { backends: [cpu] };
