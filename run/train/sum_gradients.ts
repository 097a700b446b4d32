import { ops } from "../../backends/ops.ts";
import { type Tensors, tf } from "../../backends/tf.ts";

/** Numbers of a message: what is smaller goes with others. */
const BUNDLE = 1 << 18;

/**
 * The sums over all ranks of gradients, in few messages: small ones go as one.
 *
 * @param gradients In one order on every rank.
 */
export function sumGradients(gradients: Tensors): Tensors {
  const sums: Record<string, tf.Tensor> = {};
  for (const names of bundles(gradients)) {
    if (names.length === 1) {
      sums[names[0]] = ops.sumRanks(gradients[names[0]]);
      continue;
    }
    const flat = names.map((name) => gradients[name].flatten());
    const parts = tf.split(ops.sumRanks(tf.concat(flat)), flat.map(({ size }) => size));
    names.forEach((name, i) => sums[name] = tf.reshape(parts[i], gradients[name].shape));
  }
  return sums;
}

/** Names of gradients that go together: as many as a message holds. */
function bundles(gradients: Tensors): string[][] {
  const all: string[][] = [];
  let open: string[] = [], size = 0;
  for (const [name, gradient] of Object.entries(gradients)) {
    if (gradient.size >= BUNDLE) {
      all.push([name]);
      continue;
    }
    if (size + gradient.size > BUNDLE) all.push(open), open = [], size = 0;
    open.push(name), size += gradient.size;
  }
  return open.length > 0 ? [...all, open] : all;
}
