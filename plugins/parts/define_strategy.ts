import * as v from "valibot";
import { parseOptions } from "../../core/options.ts";
import type { PluginInfo } from "../../core/registry.ts";
import type { ModelContext, Strategy, StrategyPlugin } from "../strategy.ts";

/** A strategy in the order in which one reads it: what it is, its options, the method. */
interface Definition<Fields extends v.ObjectEntries> extends PluginInfo {
  /** Paper and equations. */
  readonly source: string;
  /** Whether a step may be split over several processes: see `StrategyPlugin`. */
  readonly ranks?: "any";
  /** Whether it is made for features. */
  readonly onFeatures?: true;
  /** The schema of each option, with its default. */
  readonly options: Fields;
  create(
    context: ModelContext,
    options: v.InferOutput<v.StrictObjectSchema<Fields, undefined>>,
  ): Strategy;
}

/**
 * A strategy whose options are checked against a schema.
 *
 * @example
 * ```ts
 * import { defineStrategy, count } from "@crlc/crlc/plugins";
 * import { tf } from "@crlc/crlc/nn";
 * import { deepStrictEqual, throws } from "node:assert/strict";
 * import * as v from "valibot";
 *
 * const slices = defineStrategy({
 *   name: "slices",
 *   about: "equal slices of the mean grey value",
 *   apiVersion: 1,
 *   source: "none",
 *   options: { sharpness: v.optional(count, 10) },
 *   create: ({ clusters }, { sharpness }) => ({
 *     stages: [{ name: "nothing to learn", kind: "compute", compute: () => ({}) }],
 *     predict(_scope, images) {
 *       const grey = tf.mean(tf.reshape(images, [images.shape[0], -1]), 1, true) as tf.Tensor2D;
 *       const middles = tf.div(tf.add(tf.range(0, clusters), 0.5), clusters);
 *       const distances = tf.abs(tf.sub(grey, middles));
 *       const probabilities = tf.softmax(tf.mul(distances, -sharpness * clusters));
 *       return { features: grey, probabilities: tf.expandDims<tf.Tensor3D>(probabilities, 0) };
 *     },
 *   }),
 * });
 * deepStrictEqual(slices.options({}), { sharpness: 10 });
 * throws(() => slices.options({ sharpnes: 5 }), { hint: 'did you mean "sharpness"?' });
 * ```
 */
export function defineStrategy<const Fields extends v.ObjectEntries>(
  { options: fields, ...rest }: Definition<Fields>,
): StrategyPlugin<v.InferOutput<v.StrictObjectSchema<Fields, undefined>>> {
  const schema = v.strictObject(fields);
  return {
    ...rest,
    options: (raw) => parseOptions(schema, raw, `the options of strategy "${rest.name}"`),
  };
}
