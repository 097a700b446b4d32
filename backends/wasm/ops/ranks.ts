import type { Group } from "../../../core/group.ts";
import { tf } from "../../tf.ts";
import type { Info, TrainingBackend } from "../runtime.ts";
import { kernel } from "./register.ts";

/** The values of a tensor where they lie. */
function valuesOf(b: TrainingBackend, x: Info): Float32Array {
  return new Float32Array(b.heap.memory.buffer, b.at(x), tf.util.sizeFromShape(x.shape));
}

/** The ranks of the backend; one that computes alone sends nothing. */
function groupOf(b: TrainingBackend): Group {
  if (b.group) return b.group;
  throw new TypeError("Cannot send: the backend must be opened with a group");
}

const gather = kernel("CrlcRankGather", (b, { x }) => {
  const group = groupOf(b), [rows, ...row] = x.shape, all = b.make([rows * group.size, ...row]);
  if (!b.allocations.dry) group.gather(valuesOf(b, x), valuesOf(b, all));
  return all;
});

const sum = kernel("CrlcRankSum", (b, { x }) => {
  const all = b.make(x.shape);
  if (!b.allocations.dry) groupOf(b).sum(valuesOf(b, x), valuesOf(b, all));
  return all;
});

/**
 * Puts mean and variance of all ranks' rows in the place of this rank's, which has as many rows as
 * each other.
 */
export function statisticsOfAll(b: TrainingBackend, mean: Info, variance: Info): void {
  if (b.allocations.dry) return;
  const group = groupOf(b), { size } = group, c = mean.shape[0];
  const means = valuesOf(b, mean), variances = valuesOf(b, variance);
  const own = new Float32Array(2 * c), all = new Float32Array(2 * c * size);
  own.set(means);
  own.set(variances, c);
  group.gather(own, all);
  for (let j = 0; j < c; j++) {
    let m = 0, v = 0;
    for (let r = 0; r < size; r++) m += all[2 * c * r + j] / size;
    for (let r = 0; r < size; r++) {
      v += (all[2 * c * r + c + j] + (all[2 * c * r + j] - m) ** 2) / size;
    }
    means[j] = m;
    variances[j] = v;
  }
}

/** Puts the sums of all ranks, `2c` doubles, in the place of the first of this rank's parts. */
export function sumsOfAll(b: TrainingBackend, sums: number, parts: number, c: number): void {
  if (b.allocations.dry) return;
  const each = new Float64Array(b.heap.memory.buffer, sums, parts * 2 * c);
  const own = new Float64Array(2 * c), all = new Float64Array(2 * c);
  for (let i = 0; i < each.length; i++) own[i % (2 * c)] += each[i];
  groupOf(b).sum(own, all);
  each.set(all);
}

const sumGradient: tf.GradConfig = {
  kernelName: "CrlcRankSum",
  gradFunc: (dy) => ({ x: () => sumRanks(dy as tf.Tensor) }),
};

const gatherGradient: tf.GradConfig = {
  kernelName: "CrlcRankGather",
  inputsToSave: ["x"],
  gradFunc: (dy, [x]) => {
    const { rank, size } = groupOf(tf.backend() as TrainingBackend), [rows, ...row] = x.shape;
    const begin = [rank * rows, ...row.map(() => 0)];
    return { x: () => tf.mul(tf.slice(dy as tf.Tensor, begin, x.shape), size) };
  },
};

export const kernels = [gather, sum];
export const gradients = [gatherGradient, sumGradient];

const alone = () => !(tf.backend() as TrainingBackend).group;

/** `gatherRows` of the training ops, from heap to heap. */
export const gatherRows = (x: tf.Tensor): tf.Tensor => alone() ? x : gather({ x }, {}) as tf.Tensor;
/** `sumRanks` of the training ops, from heap to heap. */
export const sumRanks = (x: tf.Tensor): tf.Tensor => alone() ? x : sum({ x }, {}) as tf.Tensor;
