/** Options that make a strategy small enough for the suite, to be spread into a case's. */

/** Three or four steps of training. */
export const training = { epochs: 1, batchSize: 12, batching: "drop" };

/** The smallest backbone, and its training. */
export const small = {
  backbone: { widths: [4], blocks: [1], stem: "cifar", stemStride: 2 },
  ...training,
};

/** Several sub-heads. */
export const heads = { subHeads: 2 };

/** A stage that learns features first. */
export const pretrain = { featureSize: 4, pretrain: training };

/** A few labels. */
export const labels = { perClass: 1, labelledBatch: 5 };
