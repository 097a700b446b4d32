import { type Tensors, tf } from "../backends/tf.ts";
import { predictionScope } from "../nn/scope.ts";
import type { Network } from "./networks/network.ts";
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
    source: { height: number; width: number; channels: number },
    progress?: (done: number) => void,
  ): Promise<Float32Array>;
}

/** Puts a network's weights on the active backend. */
export function openEncoder(
  { weights, buffers, dimensions, run }: Network,
  { side, mean, deviation }: Preprocessing,
): Encoder {
  const uploaded = (tensors: Network["weights"]): Tensors =>
    Object.fromEntries(
      [...tensors].map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]),
    );
  const state = { weights: uploaded(weights), buffers: uploaded(buffers) };
  const scope = predictionScope(state);
  return {
    dimensions,
    async embed(images, { height, width, channels }, progress) {
      const n = images.length / (height * width * channels);
      const features = new Float32Array(n * dimensions);
      const top = Math.round((height - side) / 2), left = Math.round((width - side) / 2);
      for (let from = 0; from < n; from += BATCH) {
        const count = Math.min(BATCH, n - from);
        const x = new Float32Array(count * side * side * 3);
        for (let i = 0, to = 0; i < count; i++) {
          for (let y = 0; y < side; y++) {
            let at = (((from + i) * height + top + y) * width + left) * channels;
            for (let column = 0; column < side; column++, at += channels) {
              for (let c = 0; c < 3; c++, to++) {
                // A grey image is one of three like channels.
                const value = images[channels === 1 ? at : at + c] / 255;
                x[to] = (value - mean[c]) / deviation[c];
              }
            }
          }
        }
        const y = tf.tidy(() => run(scope, tf.tensor4d(x, [count, side, side, 3])));
        features.set(await y.data(), from * dimensions);
        y.dispose();
        progress?.(from + count);
      }
      return features;
    },
    [Symbol.dispose]: () =>
      tf.dispose([...Object.values(state.weights), ...Object.values(state.buffers)]),
  };
}
