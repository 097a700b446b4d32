/**
 * The plain `cpu` backend of TensorFlow.js: slow, but what every other backend is compared with.
 *
 * @module
 */
import type { Group } from "../../core/group.ts";
import type { Backend, BackendPlugin } from "../backend.ts";

/** TensorFlow.js in plain JavaScript, on one thread. */
export const cpu: BackendPlugin = {
  name: "cpu",
  about: "TensorFlow.js in plain JavaScript, one thread: the slow reference",
  apiVersion: 1,
  ranks: "any",
  probe: () => Promise.resolve({ ok: true, device: "JavaScript, 1 thread" }),
  async open(options): Promise<Backend> {
    const { needFloat32 } = await import("../precision.ts");
    const precision = needFloat32("cpu", options);
    const [{ tf }, { eager }] = await Promise.all([import("../tf.ts"), import("../eager.ts")]);
    const { correctCpuKernels } = await import("../corrected/mod.ts");
    correctCpuKernels();
    await tf.setBackend("cpu");
    const leave = await joinRanks(options.group);
    return {
      name: "cpu",
      device: "JavaScript, 1 thread",
      threads: 1,
      precision,
      group: options.group,
      compile: eager,
      [Symbol.asyncDispose]: () => Promise.resolve(leave()),
    };
  },
};

/** Gives tfjs's own backend, which is never closed, the ops of a group; the result takes them away. */
async function joinRanks(group?: Group): Promise<() => void> {
  if (!group) return () => {};
  const [{ tf }, { rankOps }] = await Promise.all([import("../tf.ts"), import("../rank_ops.ts")]);
  const own = tf.backend();
  Object.assign(own, { trainingOps: rankOps(group), group });
  return () => void Object.assign(own, { trainingOps: undefined, group: undefined });
}

export default { backends: [cpu] };
