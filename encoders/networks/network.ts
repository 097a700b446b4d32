import type { tf } from "../../backends/tf.ts";
import type { Scope } from "../../nn/scope.ts";
import type { WeightTensor } from "../weights/weights.ts";

/** A network with the weights that a file has brought, ready to be put on a backend. */
export interface Network {
  /** What it is, in a few words: "ViT-S/14, 4 registers". */
  readonly about: string;
  /** Numbers of a feature. */
  readonly dimensions: number;
  /** Height and width of the images it is made for. */
  readonly side: number;
  /** Weights by the names that `run` asks its scope for. */
  readonly weights: ReadonlyMap<string, WeightTensor>;
  /** Buffers, such as the statistics of batch norms, likewise. */
  readonly buffers: ReadonlyMap<string, WeightTensor>;
  /** Names of the file that are not used, such as those of a classifier. */
  readonly unused: readonly string[];
  /** Features `[n, dimensions]` of images `[n, side, side, 3]`, normalised. */
  run(scope: Scope, images: tf.Tensor4D): tf.Tensor2D;
}

/** A network that something else than tfjs computes, such as ONNX Runtime. */
export interface RuntimeNetwork extends Disposable {
  /** What it is, in a few words. */
  readonly about: string;
  /** Numbers of a feature. */
  readonly dimensions: number;
  /** Height and width of the images it is made for. */
  readonly side: number;
  /**
   * Features `[n, dimensions]` of images, normalised.
   *
   * @param images `[n, height, width, 3]`.
   */
  embed(
    images: Float32Array,
    shape: readonly [n: number, height: number, width: number],
  ): Promise<Float32Array>;
}

/** What a configuration beside the weights may say, since weights alone do not. */
export interface NetworkHints {
  /** Height and width of the images. */
  readonly side?: number;
  /** Attention heads; the width over 64 if absent. */
  readonly heads?: number;
  /** `hidden_act` of the hub. */
  readonly activation?: string;
  /** Added to the variance by layer norms. */
  readonly epsilon?: number;
  /** The feature of a transformer, where its weights allow several; the class token if absent. */
  readonly pool?: "class" | "mean";
}
