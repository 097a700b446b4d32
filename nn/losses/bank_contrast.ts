import { tf } from "../../backends/tf.ts";
import { contrast } from "./contrast.ts";
import type { Critic } from "./critic.ts";
import { logDot, rowLogDots } from "./log_dot.ts";
import { oneHot } from "./one_hot.ts";

/** What the anchors are compared with; rows of a memory bank, which carry no gradient. */
export interface BankRows {
  /** The row of each anchor's own image `[..., B, c]`. */
  readonly positives: tf.Tensor;
  /** Rows drawn for each anchor `[..., B, K, c]`, or once for all of them `[..., K, c]`. */
  readonly negatives: tf.Tensor;
}

/**
 * InfoNCE of one view against a memory bank, one loss an anchor (paper, section 3.1): the
 * positive is what the bank holds of the anchor's own image, and K more rows compete with it.
 * A row drawn twice counts twice; the own row may be drawn.
 *
 * With the paper's critic `log_dot` sums change places, as in `probabilityContrast`: the K rows
 * are added up first, and no table of anchors and rows is made.
 *
 * @param anchors `[..., B, c]`.
 * @returns `[..., B]`.
 */
export function bankContrast(critic: Critic, anchors: tf.Tensor, rows: BankRows): tf.Tensor {
  const drawnForEach = rows.negatives.rank > anchors.rank;
  if (critic === logDot) {
    const rivals = tf.add(tf.sum(rows.negatives, -2, !drawnForEach), rows.positives);
    return tf.sub(rowLogDots(anchors, rivals), rowLogDots(anchors, rows.positives));
  }
  const lone = tf.expandDims(anchors, -2);
  const own = tf.squeeze(critic(lone, tf.expandDims(rows.positives, -2)), [-1]);
  const others = drawnForEach
    ? tf.squeeze(critic(lone, rows.negatives), [-2])
    : critic(anchors, rows.negatives);
  const values = tf.concat([own, others], -1);
  const first = oneHot(tf.zeros([1], "int32"), values.shape.at(-1)!);
  return contrast(values, first);
}
