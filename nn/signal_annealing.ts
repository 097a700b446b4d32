import { tf } from "../backends/tf.ts";

/** How UDA lets go of labelled images that it knows, as recipes spell it. */
export const ANNEALINGS = ["none", "linear", "exp", "log"] as const;

/**
 * The threshold of training signal annealing (TSA) of UDA: `eta = a(t) (1 - 1/C) + 1/C` with
 * `a = t` (`linear`), `exp(5 (t - 1))` (`exp`), `1 - exp(-5 t)` (`log`) or 1 (`none`). Labelled
 * images whose class has more than this are left out.
 *
 * @param t Share of the steps that are done, a scalar.
 */
export function annealedThreshold(
  t: tf.Scalar,
  kind: typeof ANNEALINGS[number],
  classes: number,
): tf.Scalar {
  const share = () => {
    if (kind === "linear") return t;
    if (kind === "exp") return tf.exp(tf.mul(tf.sub(t, 1), 5));
    return tf.sub(1, tf.exp(tf.mul(t, -5)));
  };
  if (kind === "none") return tf.onesLike(t);
  return tf.add(tf.mul(tf.minimum(share(), 1), 1 - 1 / classes), 1 / classes);
}
