import { tf } from "../backends/tf.ts";
import { constant, heUniformFanIn } from "./initialisers.ts";
import { linear } from "./layers.ts";
import type { Scope } from "./scope.ts";

/**
 * The representation head (docs/method.md 2): Linear(d,d), ReLU, Linear(d,width).
 *
 * @param h Backbone features `[n, d]`.
 * @returns `[n, width]`, not normalised.
 */
export function representationHead(scope: Scope, h: tf.Tensor2D, width: number): tf.Tensor2D {
  const hidden = tf.relu(linear(scope.child("hidden"), h, h.shape[1]));
  return linear(scope.child("output"), hidden, width);
}

/**
 * All sub-heads of the clustering head (docs/method.md 2), each Linear(d,d), ReLU, Linear(d,C), sharing
 * nothing but their input; computed together.
 *
 * @param h Backbone features `[n, d]`.
 * @returns Logits `[heads, n, clusters]`.
 */
export function clusteringHead(
  scope: Scope,
  h: tf.Tensor2D,
  { heads, clusters }: { heads: number; clusters: number },
): tf.Tensor3D {
  const [n, d] = h.shape;
  const hidden = tf.relu(linear(scope.child("hidden"), h, heads * d));
  const perHead = tf.transpose(tf.reshape(hidden, [n, heads, d]), [1, 0, 2]);
  const output = scope.child("output");
  const kernel = output.weight<tf.Rank.R3>("kernel", [heads, d, clusters], heUniformFanIn);
  const bias = output.weight<tf.Rank.R1>("bias", [heads * clusters], constant(0));
  return tf.add(tf.matMul(perHead, kernel), tf.reshape(bias, [heads, 1, clusters]));
}
