import type { Group } from "../core/group.ts";
import { batchNorm, batchNormInference } from "./reference.ts";
import { tf } from "./tf.ts";
import type { TrainingOps } from "./training_ops.ts";

/**
 * The training ops that differ on several ranks, in plain TensorFlow.js, for a backend whose tensors
 * can be read at once.
 */
export function rankOps(group: Group): Pick<TrainingOps, "batchNorm" | "gatherRows" | "sumRanks"> {
  const { rank, size } = group;
  const valuesOf = (x: tf.Tensor) => Float32Array.from(x.dataSync());

  function sumOf(x: tf.Tensor): tf.Tensor {
    const all = new Float32Array(x.size);
    group.sum(valuesOf(x), all);
    return tf.tensor(all, x.shape);
  }
  const sumRanks = (x: tf.Tensor) =>
    tf.customGrad((...args) => ({
      value: sumOf(args[0] as tf.Tensor),
      gradFunc: (dy) => sumOf(dy as tf.Tensor),
    }))(x);

  function gatherRows(x: tf.Tensor): tf.Tensor {
    return tf.customGrad((...args) => {
      const own = args[0] as tf.Tensor, [rows, ...row] = own.shape;
      const all = new Float32Array(own.size * size);
      group.gather(valuesOf(own), all);
      const begin = [rank * rows, ...row.map(() => 0)];
      return {
        value: tf.tensor(all, [rows * size, ...row]),
        gradFunc: (dy) => tf.mul(tf.slice(dy as tf.Tensor, begin, own.shape), size),
      };
    })(x);
  }

  return {
    gatherRows,
    sumRanks,
    batchNorm(x, gamma, beta, options) {
      if (!options.everyRank) return batchNorm(x, gamma, beta, options);
      const over = (own: tf.Tensor) => tf.div<tf.Tensor1D>(sumRanks(own), size);
      const mean = over(tf.mean(x, [0, 1, 2]));
      const variance = over(tf.mean(tf.square(tf.sub(x, mean)), [0, 1, 2]));
      return { y: batchNormInference(x, gamma, beta, mean, variance, options), mean, variance };
    },
  };
}
