import { tf } from "../../backends/tf.ts";
import { type CriticName, critics } from "./critic.ts";
import { infoNce, type Negatives } from "./info_nce.ts";
import { rowLogDots } from "./log_dot.ts";

/**
 * The probability contrast L_PC, one loss an anchor (paper, Eq. 7 to 9).
 *
 * With the paper's critic `log_dot` the exponentials vanish and sums change places:
 * `sum_j p_i.p_j = p_i.(sum_j p_j)`, so its cost grows with the number of rows, not with its
 * square, and no table of pairs is made. The other critics need the table.
 *
 * @param p1 Smoothed probabilities of view 1 `[..., B, C]`; leading dimensions are sub-heads.
 * @param p2 Smoothed probabilities of view 2, of the same shape.
 * @returns `[..., 2B]`: the anchors of view 1, then those of view 2.
 */
export function probabilityContrast(
  p1: tf.Tensor,
  p2: tf.Tensor,
  { critic, negatives }: { critic: CriticName; negatives: Negatives },
): tf.Tensor {
  return critic === "log_dot"
    ? logDotContrast(p1, p2, negatives)
    : infoNce(critics[critic], p1, p2, negatives);
}

function logDotContrast(p1: tf.Tensor, p2: tf.Tensor, negatives: Negatives): tf.Tensor {
  const sum1 = tf.sum(p1, -2, true), sum2 = tf.sum(p2, -2, true);
  // Sums of every row an anchor competes with: the other view's, and with both views also its
  // own view's but for itself. Taken from its own view's sum, one image leaves exactly nothing.
  const [rivals1, rivals2] = negatives === "both_views"
    ? [tf.add(tf.sub(sum1, p1), sum2), tf.add(tf.sub(sum2, p2), sum1)]
    : [sum2, sum1];
  const positive = rowLogDots(p1, p2);
  return tf.concat([
    tf.sub(rowLogDots(p1, rivals1), positive),
    tf.sub(rowLogDots(p2, rivals2), positive),
  ], -1);
}
