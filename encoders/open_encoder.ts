import { compiled } from "../backends/compiled.ts";
import { type Tensors, tf } from "../backends/tf.ts";
import { predictionScope } from "../nn/scope.ts";
import { encoderInput, type StoredSize } from "./encoder_input.ts";
import type { Network, RuntimeNetwork } from "./networks/network.ts";
import type { Preprocessing } from "./preprocessing.ts";

/** Images a forward pass; more would only take more memory. */
const BATCH = 16;

/** A network that turns pictures into features, on the active backend. */
export interface Encoder extends Disposable {
  readonly dimensions: number;
  /**
   * Features of stored images.
   *
   * @param images `[n, height, width, channels]`, 0 to 255, of 1 or 3 channels.
   * @param progress Told how many are done.
   * @returns `[n, dimensions]`.
   */
  embed(
    images: Uint8Array,
    source: StoredSize,
    progress?: (done: number) => void,
  ): Promise<Float32Array>;
  /**
   * Features of views that are cropped and normalised already.
   *
   * @param views `[n, height, width, 3]`; a network of convolutions takes any height and width.
   * @returns `[n, dimensions]`.
   */
  embedViews(
    views: Float32Array,
    shape: readonly [height: number, width: number],
  ): Promise<Float32Array>;
}

/** Puts a network's weights on the active backend, unless something else computes it. */
export function openEncoder(
  network: Network | RuntimeNetwork,
  preprocessing: Preprocessing,
): Encoder {
  const { side } = preprocessing, { dimensions } = network;
  const { pass, dispose } = "embed" in network
    ? {
      pass: (x: Float32Array, [height, width]: readonly [number, number]) =>
        network.embed(x, [x.length / (height * width * 3), height, width]),
      dispose: () => network[Symbol.dispose](),
    }
    : onBackend(network);

  return {
    dimensions,
    async embed(images, source, progress) {
      const size = source.height * source.width * source.channels, n = images.length / size;
      const features = new Float32Array(n * dimensions);
      for (let from = 0; from < n; from += BATCH) {
        const count = Math.min(BATCH, n - from);
        const some = images.subarray(from * size, (from + count) * size);
        const x = encoderInput(some, source, preprocessing);
        features.set(await pass(x, [side, side]), from * dimensions);
        progress?.(from + count);
      }
      return features;
    },
    async embedViews(views, [height, width]) {
      const size = height * width * 3, n = views.length / size;
      const features = new Float32Array(n * dimensions);
      for (let from = 0; from < n; from += BATCH) {
        const some = views.subarray(from * size, Math.min(from + BATCH, n) * size);
        features.set(await pass(some, [height, width]), from * dimensions);
      }
      return features;
    },
    [Symbol.dispose]: dispose,
  };
}

/** A network of tfjs on the active backend. */
function onBackend({ weights, buffers, run }: Network) {
  const uploaded = (tensors: Network["weights"]): Tensors =>
    Object.fromEntries(
      [...tensors].map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]),
    );
  const state = { weights: uploaded(weights), buffers: uploaded(buffers) };
  const forward = compiled(({ weights, buffers, batch }) => ({
    features: run(predictionScope({ weights, buffers }), batch.x as tf.Tensor4D),
  }));
  return {
    async pass(x: Float32Array, [height, width]: readonly [number, number]): Promise<Float32Array> {
      const n = x.length / (height * width * 3);
      const images = tf.tensor4d(x, [n, height, width, 3]);
      const { features } = await forward({ ...state, batch: { x: images } });
      const numbers = await features.data<"float32">();
      tf.dispose([images, features]);
      return numbers;
    },
    dispose: () => tf.dispose([...Object.values(state.weights), ...Object.values(state.buffers)]),
  };
}
