import { tf } from "../../backends/tf.ts";
import { contrast, EXCLUDED } from "./contrast.ts";
import type { Critic } from "./critic.ts";
import { oneHot } from "./one_hot.ts";

/** Where an anchor's negatives come from, as recipes spell it. */
export const NEGATIVES = ["both_views", "cross_view"] as const;

export type Negatives = typeof NEGATIVES[number];

/**
 * InfoNCE of two views, one loss an anchor (paper, Eq. 1, 5 and 7).
 *
 * With `both_views`, as in the authors' code, an anchor competes with the other `2B - 1` rows of
 * both views; with `cross_view`, the paper's literal form, with the `B` rows of the other view.
 * The mutual information of the views is at least `log M` minus the mean, with M that number.
 *
 * @param critic Compares all pairs of rows.
 * @param a Rows of view 1, `[..., B, c]`.
 * @param b Rows of view 2, of the same shape; row i shows the same image as row i of `a`.
 * @returns `[..., 2B]`: the anchors of view 1, then those of view 2.
 */
export function infoNce(
  critic: Critic,
  a: tf.Tensor,
  b: tf.Tensor,
  negatives: Negatives,
): tf.Tensor {
  const images = a.shape.at(-2)!;
  if (negatives === "cross_view") {
    const positives = oneHot(tf.range(0, images, 1, "int32"), images);
    const values = critic(a, b);
    return tf.concat([contrast(values, positives), contrast(swapLast(values), positives)], -1);
  }
  const rows = 2 * images, x = tf.concat([a, b], -2);
  const self = tf.range(0, rows, 1, "int32");
  const partner = tf.concat([
    tf.range(images, rows, 1, "int32"),
    tf.range(0, images, 1, "int32"),
  ]);
  const values = tf.add(critic(x, x), oneHot(self, rows, EXCLUDED));
  return contrast(values, oneHot(partner, rows));
}

/** `[..., n, m]` to `[..., m, n]`. */
function swapLast(x: tf.Tensor): tf.Tensor {
  const order = x.shape.map((_, i) => i);
  return tf.transpose(x, [...order.slice(0, -2), x.rank - 1, x.rank - 2]);
}
