import * as v from "valibot";
import { tf } from "../../backends/tf.ts";
import type { DefaultedField } from "../../core/field.ts";
import { count, decay } from "../../core/numbers.ts";
import { type Dropped, encode, layerError, wholeError } from "../../nn/autoencoder.ts";
import type { Scope } from "../../nn/scope.ts";
import type { DrawRule, TrainStage } from "../strategy.ts";
import { partOf } from "./encoder.ts";
import { type Training, trainingOf } from "./training.ts";

/** Of so many equally likely numbers, those below the share of dropped ones are. */
const FINE = 2 ** 20;

/** Where its weights are. */
const PART = "autoencoder";

/** The option of the layers, to be spread into a strategy's schema. */
export function autoencoderFields(
  widths: readonly number[],
): { widths: DefaultedField<readonly number[]> } {
  return {
    /** Of the encoder's layers, the code the last; the decoder is their mirror. */
    widths: v.optional(v.pipe(v.array(count), v.minLength(1)), [...widths]),
  };
}

/** How an autoencoder is trained. */
export interface AutoencoderTraining extends Training {
  /** Share of an activation that is dropped: of the input, and, layer by layer, of each layer's output. */
  readonly dropout: number;
}

/** The option of dropout, to be spread into the schema of a stage that trains an autoencoder. */
export function dropoutField(share: number): { dropout: DefaultedField<number> } {
  return { dropout: v.optional(decay, share) };
}

/**
 * A fully connected autoencoder of pixels (Xie et al., ICML 2016): its code, and how it is trained
 * before anything is clustered, layer by layer and then whole.
 *
 * @param input Of the network, `[height, width, channels]`.
 */
export function autoencoder(
  widths: readonly number[],
  input: readonly [number, number, number],
): {
  /** Images `[n, height, width, channels]` to codes `[n, widths.at(-1)]`. */
  code(scope: Scope, images: tf.Tensor4D): tf.Tensor2D;
  /** A stage a layer. */
  layerByLayer(options: AutoencoderTraining): TrainStage[];
  whole(options: AutoencoderTraining): TrainStage;
  /** Whether a weight belongs to the encoder, which alone is kept. */
  isEncoder(weight: string): boolean;
} {
  const inputs = input[0] * input[1] * input[2];
  const rows = (images: tf.Tensor4D) =>
    tf.reshape(images, [images.shape[0], inputs]) as tf.Tensor2D;
  const stage = (name: string, options: AutoencoderTraining): Omit<TrainStage, "loss"> => ({
    ...{ name, kind: "train", views: [{ from: "self", augment: "none" }] },
    ...trainingOf(options),
  });

  function layerStage(options: AutoencoderTraining, layer: number): TrainStage {
    const drops = dropping(options, {
      input: layer === 0 ? inputs : widths[layer - 1],
      // What is clustered is not dropped.
      ...layer < widths.length - 1 && { output: widths[layer] },
    });
    return {
      ...stage(`layer ${layer + 1}`, options),
      draws: drops.draws,
      trains: partOf(`${PART}/encoder/layer${layer + 1}`, `${PART}/decoder/layer${layer + 1}`),
      loss(scope, { views: [images], draws }) {
        const [dropInput, dropOutput] = ["input", "output"].map((of) => drops.of(scope, of, draws));
        const parts = { widths, layer, dropInput, dropOutput };
        return lossOf(scope, layerError(scope.child(PART), rows(images), parts));
      },
    };
  }

  return {
    code: (scope, images) => encode(scope.child(PART), rows(images), widths),
    layerByLayer: (options) => widths.map((_, layer) => layerStage(options, layer)),
    whole(options) {
      const drops = dropping(options, { input: inputs });
      return {
        ...stage("autoencoder", options),
        draws: drops.draws,
        trains: partOf(PART),
        loss(scope, { views: [images], draws }) {
          const dropInput = drops.of(scope, "input", draws);
          return lossOf(scope, wholeError(scope.child(PART), rows(images), { widths, dropInput }));
        },
      };
    },
    isEncoder: partOf(`${PART}/encoder`),
  };
}

/** The error of the whole batch, of which each rank has that of as many images. */
function lossOf(scope: Scope, own: tf.Scalar) {
  const error = tf.mean<tf.Scalar>(scope.everyRank(tf.reshape(own, [1])));
  return { loss: error, terms: { reconstruction: error } };
}

/** What is drawn to drop numbers of activations of these widths, and how they are dropped by it. */
function dropping(
  { dropout }: AutoencoderTraining,
  widths: Readonly<Record<string, number>>,
) {
  const draws: Record<string, DrawRule> = {};
  if (dropout > 0) {
    for (const [of, width] of Object.entries(widths)) {
      draws[`dropped ${of}`] = { count: { images: width }, below: FINE };
    }
  }
  return {
    draws,
    of(
      scope: Scope,
      name: string,
      drawn: Readonly<Record<string, tf.Tensor1D>>,
    ): Dropped | undefined {
      const numbers = drawn[`dropped ${name}`];
      return numbers && ((x) => {
        const table = scope.ownRows(tf.reshape(numbers, [-1, x.shape[1]]));
        const kept = tf.cast(tf.greaterEqual(table, Math.round(dropout * FINE)), "float32");
        return tf.div(tf.mul(x, kept), 1 - dropout) as tf.Tensor2D;
      });
    },
  };
}
