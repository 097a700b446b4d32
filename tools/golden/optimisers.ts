import * as v from "valibot";
import { type Tensors, tf } from "../../backends/tf.ts";
import {
  applyOptimiser,
  initialSlots,
  type OptimiserOptions,
  optimiserSchema,
} from "../../nn/optimisers.ts";
import { type CaseKind, UnknownCase } from "./case.ts";
import type { Comparison, Nested } from "./compare.ts";
import { type OptimiserCase, optimiserCase } from "./file.ts";

/** Arguments of PyTorch's optimisers that the cases use. */
const paramsSchema = v.strictObject({
  lr: v.union([v.number(), v.array(v.number())]),
  momentum: v.optional(v.number()),
  nesterov: v.optional(v.boolean()),
  weight_decay: v.optional(v.number()),
  betas: v.optional(v.tuple([v.number(), v.number()])),
});

/** The optimiser of a case, and its rate at every step. */
function plan({ kind, params, grads }: OptimiserCase): {
  options: OptimiserOptions;
  rates: number[];
} {
  const { lr, momentum, nesterov, weight_decay, betas } = v.parse(paramsSchema, params);
  const rates = Array.isArray(lr) ? lr : grads.map(() => lr);
  // The vectors of the file decay although they have one dimension: so does PyTorch.
  const common = { learningRate: rates[0], weightDecay: weight_decay, decayAll: true };
  const options = v.safeParse(
    optimiserSchema,
    kind === "SGD"
      ? { kind: "sgd", ...common, momentum, nesterov }
      : { kind: kind.toLowerCase(), ...common, beta1: betas?.[0], beta2: betas?.[1] },
  );
  if (!options.success) throw new UnknownCase(`no optimiser of kind "${kind}"`);
  return { options: options.output, rates };
}

/** A weight after each of a few steps. */
export const optimisers: CaseKind = {
  group: "optimisers",
  async compare(raw, tolerances): Promise<Comparison[]> {
    const golden = v.parse(optimiserCase, raw);
    const { options, rates } = plan(golden);
    let weights: Tensors = { w: tf.tensor1d(golden.initial) };
    let slots = initialSlots(options, weights);
    const comparisons: Comparison[] = [];
    for (const [step, gradient] of golden.grads.entries()) {
      const next = tf.tidy(() =>
        applyOptimiser(options, {
          weights,
          slots,
          gradients: { w: tf.tensor1d(gradient) },
          learningRate: tf.scalar(rates[step]),
        })
      );
      tf.dispose([weights, slots]);
      ({ weights, slots } = next);
      comparisons.push({
        what: `weight after step ${step + 1}`,
        got: await weights.w.array() as Nested,
        expected: golden.after[step],
        tolerance: tolerances.value,
      });
    }
    tf.dispose([weights, slots]);
    return comparisons;
  },
};
