import type { Group } from "../../core/group.ts";
import { tf } from "../../backends/tf.ts";
import type { Matrix, Multiply } from "../../search/matrix.ts";

/**
 * Products of all pairs of rows on the active backend. What was uploaded last is kept, since
 * searches multiply the same rows again and again.
 *
 * @param group Ranks that share searches, all of which make each of them.
 */
export function backendMultiply(group?: Group): Multiply & Disposable {
  const kept = new Map<Matrix, tf.Tensor2D>();
  const upload = (rows: Matrix) => {
    const known = kept.get(rows);
    kept.delete(rows);
    if (!known && kept.size === 2) {
      const [oldest, tensor] = kept.entries().next().value!;
      tensor.dispose();
      kept.delete(oldest);
    }
    const tensor = known ??
      tf.tensor2d(new Float32Array(rows.data), [rows.rows, rows.columns]);
    // Last in the map is what was used last.
    kept.set(rows, tensor);
    return tensor;
  };
  let product: tf.Tensor | undefined;
  const multiply = (a: Matrix, b: Matrix) => {
    product?.dispose();
    product = tf.matMul(upload(a), upload(b), false, true);
    return inPlace(product) ?? product.data() as Promise<Float32Array>;
  };
  const dispose = () => {
    product?.dispose();
    product = undefined;
    for (const tensor of kept.values()) tensor.dispose();
    kept.clear();
  };
  return Object.assign(multiply, { group, [Symbol.dispose]: dispose });
}

/** A tensor's numbers where they lie, on backends that compute in memory which JavaScript sees. */
function inPlace(tensor: tf.Tensor): Float32Array | undefined {
  const backend = tf.backend() as { typedArrayFromHeap?(tensor: tf.Tensor): Float32Array };
  return backend.typedArrayFromHeap?.(tensor);
}
