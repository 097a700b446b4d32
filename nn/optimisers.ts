import * as v from "valibot";
import { ops } from "../backends/ops.ts";
import { type Tensors, tf } from "../backends/tf.ts";
import type { Field } from "../core/field.ts";
import { decay, nonNegative } from "../core/numbers.ts";
import { blend } from "./blend.ts";

interface CommonOptions {
  /** Base rate, which the schedule changes over time. */
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Whether biases and batch-norm weights (one dimension) decay as well; PyTorch's habit, not the authors'. */
  readonly decayAll: boolean;
}

export interface SgdOptions extends CommonOptions {
  readonly kind: "sgd";
  readonly momentum: number;
  readonly nesterov: boolean;
}

export interface AdamOptions extends CommonOptions {
  readonly kind: "adam" | "adamw";
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

export interface RmspropOptions extends CommonOptions {
  readonly kind: "rmsprop";
  /** How much of the old mean square stays. */
  readonly alpha: number;
  readonly epsilon: number;
}

/** An optimiser with every default filled in. */
export type OptimiserOptions = SgdOptions | AdamOptions | RmspropOptions;

/** What every optimiser has; one shared object, so that the schemas cannot drift apart. */
const common = {
  learningRate: nonNegative,
  weightDecay: v.optional(nonNegative, 0),
  decayAll: v.optional(v.boolean(), false),
};

const adamOptions = {
  ...common,
  beta1: v.optional(decay, 0.9),
  beta2: v.optional(decay, 0.999),
  epsilon: v.optional(nonNegative, 1e-8),
};

/** What a recipe may say of its optimiser, with PyTorch's defaults. */
export const optimiserSchema: Field<OptimiserOptions> = v.variant("kind", [
  v.strictObject({
    kind: v.literal("sgd"),
    ...common,
    momentum: v.optional(nonNegative, 0),
    nesterov: v.optional(v.boolean(), false),
  }),
  v.strictObject({ kind: v.literal("adam"), ...adamOptions }),
  v.strictObject({
    kind: v.literal("adamw"),
    ...adamOptions,
    weightDecay: v.optional(nonNegative, 0.01),
  }),
  v.strictObject({
    kind: v.literal("rmsprop"),
    ...common,
    alpha: v.optional(decay, 0.99),
    epsilon: v.optional(nonNegative, 1e-8),
  }),
]);

/** Steps taken so far, for Adam's bias correction; a scalar. */
const ADAM_STEP = "adam/step";

/** What an optimiser reads; the caller owns every tensor. */
export interface OptimiserInput {
  readonly weights: Tensors;
  /** One a weight, of the same name and shape. */
  readonly gradients: Tensors;
  /** What the optimiser remembers, first made by `initialSlots`. */
  readonly slots: Tensors;
  /** The rate of this step, which replaces `options.learningRate`. */
  readonly learningRate: tf.Scalar;
}

/**
 * What an optimiser remembers before the first step: zeros named `<weight>/velocity` (SGD with
 * momentum), `<weight>/square` (RMSprop), or `<weight>/mean`, `<weight>/square` and `adam/step` (Adam,
 * AdamW).
 *
 * @param weights The weights that will be trained.
 */
export function initialSlots(options: OptimiserOptions, weights: Tensors): Tensors {
  const parts = slotsOf(options), counted = parts.includes("mean");
  const slots: Tensors = counted ? { [ADAM_STEP]: tf.scalar(0) } : {};
  for (const [name, weight] of Object.entries(weights)) {
    for (const part of parts) slots[`${name}/${part}`] = tf.zerosLike(weight);
  }
  return slots;
}

/** What is remembered of each weight. */
function slotsOf(options: OptimiserOptions): readonly string[] {
  switch (options.kind) {
    case "sgd":
      return options.momentum > 0 ? ["velocity"] : [];
    case "rmsprop":
      return ["square"];
    default:
      return ["mean", "square"];
  }
}

/**
 * One step of an optimiser, with the meaning PyTorch gives to `SGD`, `RMSprop`, `Adam` and `AdamW`. Pure:
 * nothing given is changed or disposed of, and the new tensors belong to the caller.
 *
 * @example
 * ```ts
 * import { applyOptimiser, initialSlots, tf } from "@crlc/crlc/nn";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * await tf.setBackend("cpu");
 * const options = {
 *   kind: "sgd",
 *   learningRate: 0.5,
 *   momentum: 0,
 *   weightDecay: 0,
 *   decayAll: false,
 *   nesterov: false,
 * } as const;
 * const weights = { bias: tf.tensor1d([1, 2]) };
 * const after = applyOptimiser(options, {
 *   weights,
 *   gradients: { bias: tf.tensor1d([2, -2]) },
 *   slots: initialSlots(options, weights),
 *   learningRate: tf.scalar(0.5),
 * });
 * deepStrictEqual([...after.weights.bias.dataSync()], [0, 3]);
 * ```
 *
 * @throws {RangeError} If a weight lacks its gradient or its slots.
 */
export function applyOptimiser(
  options: OptimiserOptions,
  input: OptimiserInput,
): { weights: Tensors; slots: Tensors } {
  switch (options.kind) {
    case "sgd":
      return sgd(options, input);
    case "rmsprop":
      return rmsprop(options, input);
    default:
      return adam(options, input);
  }
}

function sgd(options: SgdOptions, input: OptimiserInput): { weights: Tensors; slots: Tensors } {
  const weights: Tensors = {}, slots: Tensors = {};
  for (const [name, weight] of Object.entries(input.weights)) {
    const gradient = need(input.gradients, name);
    const velocity = options.momentum > 0 ? need(input.slots, `${name}/velocity`) : undefined;
    const next: Tensors = tf.tidy(() => ({
      ...ops.sgd(weight, gradient, velocity, {
        learningRate: input.learningRate,
        momentum: options.momentum,
        weightDecay: decayOf(options, weight),
        nesterov: options.nesterov,
      }),
    }));
    weights[name] = next.weight;
    if (next.velocity) slots[`${name}/velocity`] = next.velocity;
  }
  return { weights, slots };
}

function adam(options: AdamOptions, input: OptimiserInput): { weights: Tensors; slots: Tensors } {
  const { beta1, beta2, epsilon } = options;
  return tf.tidy(() => {
    const step = tf.add(need(input.slots, ADAM_STEP), 1);
    // 1 - beta^t as -expm1(t log beta): exact in float32 where 1 - beta is small.
    const bias = (beta: number) => tf.neg(tf.expm1(tf.mul(step, Math.log(beta))));
    const rate = tf.div(input.learningRate, bias(beta1));
    const squareScale = tf.div(1, tf.sqrt(bias(beta2)));
    const weights: Tensors = {}, slots: Tensors = { [ADAM_STEP]: step };
    for (const [name, weight] of Object.entries(input.weights)) {
      const decay = decayOf(options, weight);
      const next = tf.tidy(() => {
        let gradient = need(input.gradients, name), decayed = weight;
        if (decay !== 0 && options.kind === "adam") {
          gradient = tf.add(gradient, tf.mul(weight, decay));
        } else if (decay !== 0) {
          decayed = tf.sub(weight, tf.mul(weight, tf.mul(input.learningRate, decay)));
        }
        const mean = blend(need(input.slots, `${name}/mean`), gradient, beta1);
        const square = blend(need(input.slots, `${name}/square`), tf.square(gradient), beta2);
        const divisor = tf.add(tf.mul(tf.sqrt(square), squareScale), epsilon);
        return { weight: tf.sub(decayed, tf.mul(tf.div(mean, divisor), rate)), mean, square };
      });
      weights[name] = next.weight;
      slots[`${name}/mean`] = next.mean;
      slots[`${name}/square`] = next.square;
    }
    return { weights, slots };
  });
}

function rmsprop(options: RmspropOptions, input: OptimiserInput) {
  return tf.tidy(() => {
    const weights: Tensors = {}, slots: Tensors = {};
    for (const [name, weight] of Object.entries(input.weights)) {
      const given = need(input.gradients, name), decay = decayOf(options, weight);
      const next = tf.tidy(() => {
        const gradient = decay === 0 ? given : tf.add(given, tf.mul(weight, decay));
        const square = blend(
          need(input.slots, `${name}/square`),
          tf.square(gradient),
          options.alpha,
        );
        const change = tf.div(gradient, tf.add(tf.sqrt(square), options.epsilon));
        return { weight: tf.sub(weight, tf.mul(change, input.learningRate)), square };
      });
      weights[name] = next.weight;
      slots[`${name}/square`] = next.square;
    }
    return { weights, slots };
  });
}

/** Decay spares weights of one dimension, as in the authors' code, unless asked otherwise. */
function decayOf(options: OptimiserOptions, weight: tf.Tensor): number {
  return options.decayAll || weight.rank > 1 ? options.weightDecay : 0;
}

function need(tensors: Tensors, name: string): tf.Tensor {
  const tensor = tensors[name];
  if (tensor) return tensor;
  throw new RangeError(`Cannot apply the optimiser: "${name}" must be given, and it is missing`);
}
