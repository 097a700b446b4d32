import type { Step, StepInput, StepOutput } from "../../backends/backend.ts";
import { rankCount } from "../../backends/ops.ts";
import { type Tensors, tf } from "../../backends/tf.ts";
import type { DeviceViews } from "../../nn/augment.ts";
import { blend } from "../../nn/blend.ts";
import { applyOptimiser } from "../../nn/optimisers.ts";
import { trainingScope } from "../../nn/scope.ts";
import type { TrainStage } from "../../plugins/strategy.ts";
import { unpackBatch } from "./batch.ts";
import { markIndefinite } from "./indefinite.ts";
import { sumGradients } from "./sum_gradients.ts";
import { trainedWeights } from "./trained_weights.ts";

/**
 * The training step of a stage: loss, gradient by back-propagation, optimiser. Pure, so that a
 * backend may run it as it is, trace it or compile it.
 *
 * @param device How each view is made, where that is part of the step.
 */
export function stepOf(stage: TrainStage, device?: readonly DeviceViews[]): Step {
  return ({ weights, buffers, slots, batch, learningRate }: StepInput): StepOutput => {
    // Outside of the gradient: no weight is part of it.
    const unpacked = unpackBatch(batch, stage, device);
    // In one order on every rank, wherever its weights are from: their gradients are summed so.
    const names = trainedWeights(stage, weights).sort(), ranks = rankCount();
    const { scope, buffers: renewed } = trainingScope({ weights, buffers });
    let terms: Tensors = {};
    const { grads } = tf.engine().gradients(
      () => {
        const result = stage.loss(scope, unpacked);
        terms = { loss: result.loss, ...result.terms, ...markIndefinite(result.indefinite) };
        // The gradient's own tidy would drop what is neither loss nor gradient.
        for (const tensor of Object.values(terms)) tf.keep(tensor);
        for (const tensor of Object.values(renewed)) tf.keep(tensor);
        return result.loss;
      },
      names.map((name) => weights[name]),
      // Every rank has the whole loss, and brings its part of what is summed over the ranks.
      ranks === 1 ? undefined : tf.scalar(1 / ranks),
      true,
    );
    const trained: Tensors = {}, own: Tensors = {}, gradients: Tensors = {};
    names.forEach((name, i) => {
      trained[name] = weights[name];
      if (grads[i]) own[name] = grads[i];
    });
    const sums = ranks === 1 ? own : sumGradients(own);
    for (const name of names) gradients[name] = sums[name] ?? tf.zerosLike(weights[name]);
    const updated = applyOptimiser(stage.optimiser, {
      weights: trained,
      gradients,
      slots,
      learningRate,
    });
    return {
      weights: { ...weights, ...kept(trained, updated.weights, stage.inertia) },
      buffers: renewed,
      slots: { ...slots, ...updated.slots },
      terms,
    };
  };
}

/** The new weights, or what an average that replaces them after each step makes of both. */
function kept(old: Tensors, updated: Tensors, inertia = 0): Tensors {
  if (inertia === 0) return updated;
  return Object.fromEntries(
    Object.entries(updated).map(([name, weight]) => [
      name,
      tf.tidy(() => blend(old[name], weight, inertia)),
    ]),
  );
}
