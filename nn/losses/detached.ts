import { tf } from "../../backends/tf.ts";

/**
 * What `compute` makes of a tensor, without a gradient: targets that a network gives itself.
 *
 * @param compute May use operations that have no derivative.
 */
export function detached(x: tf.Tensor, compute: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  const constant = tf.customGrad((given) => {
    const input = given as tf.Tensor;
    return { value: tf.tidy(() => compute(input)), gradFunc: () => tf.zeros(x.shape) };
  });
  return constant(x);
}
