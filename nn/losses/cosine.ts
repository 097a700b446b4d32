import { tf } from "../../backends/tf.ts";
import type { Critic } from "./critic.ts";
import { dot } from "./dot.ts";

/**
 * The critic of features, `f(z, z') = z.z' / tau` of unit rows (paper, Eq. 6).
 *
 * @param temperature tau, above 0.
 */
export function cosine(temperature: number): Critic {
  // The smaller tensor is scaled, not the table of pairs.
  return (a, b) => dot(tf.div(a, temperature), b);
}
