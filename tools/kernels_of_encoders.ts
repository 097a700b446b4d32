import { tf } from "../backends/tf.ts";
import { efficientNetLite } from "../nn/efficientnet_lite.ts";
import { initialise, type Scope } from "../nn/scope.ts";
import { type Vit, vit } from "../nn/vit.ts";

const LITE = {
  stem: 2,
  blocks: [1, 2].map((stride) => ({
    ...{ size: 3, stride: stride as 1 | 2, expand: stride, channels: 2 },
  })),
  features: 2,
};
const VIT: Vit = {
  ...{ side: 4, patch: 2, width: 4, blocks: 1, heads: 2, hidden: 4, prefix: 1, projection: 2 },
  ...{ normBefore: true, layerScale: true, epsilon: 1e-6, gelu: "exact", pool: "class" },
};
/** Every way that a transformer goes. */
const VITS: readonly Vit[] = [
  VIT,
  { ...VIT, gelu: "tanh", pool: "mean" },
  { ...VIT, gelu: "sigmoid", pool: "attention" },
];

/** The networks of encoders that are no networks of a strategy, small. */
const NETWORKS = [
  (scope: Scope, images: tf.Tensor4D) => efficientNetLite(scope, images, LITE),
  ...VITS.map((form) => (scope: Scope, images: tf.Tensor4D) => vit(scope, images, form)),
];

/**
 * The kernels that networks of encoders run on the active backend.
 *
 * @param recording Gives the names of the kernels that run meanwhile.
 */
export function kernelsOfEncoders(
  recording: (body: () => unknown) => Promise<Set<string>>,
): Promise<ReadonlySet<string>> {
  return recording(() => {
    for (const network of NETWORKS) {
      const { weights, buffers } = initialise(
        0,
        (scope) => void network(scope, tf.zeros([2, VIT.side, VIT.side, 3])),
      );
      tf.dispose([weights, buffers] as unknown as tf.TensorContainer);
    }
  });
}
