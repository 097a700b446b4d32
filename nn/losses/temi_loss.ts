import { tf } from "../../backends/tf.ts";

/** Keeps logarithms finite. */
const SMALLEST = 1e-12;

/** What student and teacher say of images and of a neighbour of each. */
export interface TemiViews {
  /** Log-probabilities of the student, of the images and of their neighbours: `[S, B, C]` each. */
  readonly student: readonly [tf.Tensor, tf.Tensor];
  /** Those of the teacher, without a gradient. */
  readonly teacher: readonly [tf.Tensor, tf.Tensor];
  /** Mean probabilities of the teacher `[S, 1, C]`. */
  readonly prior: tf.Tensor;
}

/**
 * Weighted pointwise mutual information of an image and a neighbour (Adaloglou, Michels, Kalisch,
 * Kollmann, BMVC 2023, Eq. 5-8), to be minimised:
 * `-mean w (pmi(x, x') + pmi(x', x)) / 2`, `pmi(x, x') = log sum_c (q_s(c|x) q_t(c|x'))^beta / q_t(c)`,
 * `w` the agreement of the teachers of all sub-heads on the two.
 *
 * @param beta Between 0.5 and 1; 1 lets clusters become empty.
 * @returns `[S]`.
 */
export function temiLoss({ student, teacher, prior }: TemiViews, beta: number): tf.Tensor {
  const agreement = tf.sum(tf.exp(tf.add(teacher[0], teacher[1])), -1);
  const weights = tf.mean(agreement, 0, true);
  const floor = tf.maximum(prior, SMALLEST);
  const pmi = (a: tf.Tensor, b: tf.Tensor) => {
    const shared = tf.div(tf.exp(tf.mul(tf.add(a, b), beta)), floor);
    return tf.log(tf.maximum(tf.sum(shared, -1), SMALLEST));
  };
  const both = tf.add(pmi(student[0], teacher[1]), pmi(student[1], teacher[0]));
  return tf.neg(tf.mean(tf.mul(tf.mul(weights, both), 0.5), -1));
}
