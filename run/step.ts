import type { Step, StepInput, StepOutput } from "../backends/backend.ts";
import { type Tensors, tf } from "../backends/tf.ts";
import { applyOptimiser } from "../nn/optimisers.ts";
import { trainingScope } from "../nn/scope.ts";
import type { Batch, Stage } from "../plugins/strategy.ts";

/** A batch as a step takes it: tensors by name. */
export function packBatch(batch: Batch): Tensors {
  const packed: Tensors = { indices: batch.indices };
  batch.views.forEach((view, i) => packed[`view${i}`] = view);
  return packed;
}

function unpackBatch(packed: Tensors, views: number): Batch {
  return {
    views: Array.from({ length: views }, (_, i) => packed[`view${i}`] as tf.Tensor4D),
    indices: packed.indices as tf.Tensor1D,
  };
}

/** The names of the weights a stage trains. */
export function trainedWeights(stage: Stage, weights: Tensors): string[] {
  return Object.keys(weights).filter((name) => stage.trains?.(name) ?? true);
}

/**
 * The training step of a stage: loss, gradient by back-propagation, optimiser. Pure, so that a
 * backend may run it as it is, trace it or compile it.
 */
export function stepOf(stage: Stage): Step {
  return ({ weights, buffers, slots, batch, learningRate }: StepInput): StepOutput => {
    const names = trainedWeights(stage, weights);
    const { scope, buffers: renewed } = trainingScope({ weights, buffers });
    let terms: Tensors = {};
    const { grads } = tf.engine().gradients(
      () => {
        const result = stage.loss(scope, unpackBatch(batch, stage.views.length));
        terms = { loss: result.loss, ...result.terms };
        // The gradient's own tidy would drop what is neither loss nor gradient.
        for (const tensor of Object.values(terms)) tf.keep(tensor);
        for (const tensor of Object.values(renewed)) tf.keep(tensor);
        return result.loss;
      },
      names.map((name) => weights[name]),
      undefined,
      true,
    );
    const gradients: Tensors = {}, trained: Tensors = {};
    names.forEach((name, i) => {
      trained[name] = weights[name];
      gradients[name] = grads[i] ?? tf.zerosLike(weights[name]);
    });
    const updated = applyOptimiser(stage.optimiser, {
      weights: trained,
      gradients,
      slots,
      learningRate,
    });
    return {
      weights: { ...weights, ...updated.weights },
      buffers: renewed,
      slots: { ...slots, ...updated.slots },
      terms,
    };
  };
}

/** Disposes of every old tensor that the new state does not carry on. */
export function disposeReplaced(old: readonly Tensors[], current: readonly Tensors[]): void {
  const alive = new Set(current.flatMap((tensors) => Object.values(tensors)));
  for (const tensors of old) {
    for (const tensor of Object.values(tensors)) if (!alive.has(tensor)) tensor.dispose();
  }
}
