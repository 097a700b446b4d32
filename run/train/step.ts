import type { Step, StepInput, StepOutput } from "../../backends/backend.ts";
import { type Tensors, tf } from "../../backends/tf.ts";
import { augment, type DeviceViews } from "../../nn/augment.ts";
import { applyOptimiser } from "../../nn/optimisers.ts";
import { trainingScope } from "../../nn/scope.ts";
import type { Batch, TrainStage } from "../../plugins/strategy.ts";

/**
 * A batch as a step takes it: tensors by name.
 *
 * @param drawn For each view what the device takes to make it of the stored images, where it does.
 */
export function packBatch(
  { views, indices, draws, progress, labelled }: Batch,
  drawn: readonly tf.Tensor2D[] = [],
): Tensors {
  const packed: Tensors = { indices, progress };
  drawn.forEach((numbers, i) => packed[`drawn${i}`] = numbers);
  views.forEach((view, i) => packed[`view${i}`] = view);
  for (const [name, drawn] of Object.entries(draws)) packed[`draw/${name}`] = drawn;
  labelled?.views.forEach((view, i) => packed[`labelled/view${i}`] = view);
  if (labelled) packed["labelled/labels"] = labelled.labels;
  return packed;
}

function unpackBatch(
  packed: Tensors,
  { views, draws = {}, labelled }: TrainStage,
  device?: readonly DeviceViews[],
): Batch {
  const images = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, i) => packed[`${prefix}${i}`] as tf.Tensor4D);
  const stored = images("view", views.length);
  return {
    views: device
      ? stored.map((view, i) => augment(view, packed[`drawn${i}`] as tf.Tensor2D, device[i]))
      : stored,
    indices: packed.indices as tf.Tensor1D,
    progress: packed.progress as tf.Scalar,
    draws: Object.fromEntries(
      Object.keys(draws).map((name) => [name, packed[`draw/${name}`] as tf.Tensor1D]),
    ),
    ...labelled && {
      labelled: {
        views: images("labelled/view", labelled.views.length),
        labels: packed["labelled/labels"] as tf.Tensor1D,
      },
    },
  };
}

/**
 * A batch of a stage's shapes, of zeros.
 *
 * @param images Images in it, and labelled ones where it has some.
 */
export function blankBatch(
  { views, draws = {}, labelled }: TrainStage,
  images: number,
  input: readonly [number, number, number],
): Batch {
  const blank = () => tf.zeros<tf.Rank.R4>([images, ...input]);
  const numbers = (count: number) => tf.zeros<tf.Rank.R1>([count], "int32");
  return {
    views: views.map(blank),
    indices: numbers(images),
    progress: tf.scalar(0),
    draws: Object.fromEntries(Object.entries(draws).map(([n, { count }]) => [n, numbers(count)])),
    ...labelled && {
      labelled: { views: labelled.views.map(blank), labels: numbers(images) },
    },
  };
}

/** The names of the weights a stage trains. */
export function trainedWeights(stage: TrainStage, weights: Tensors): string[] {
  return Object.keys(weights).filter((name) => stage.trains?.(name) ?? true);
}

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
    const names = trainedWeights(stage, weights);
    const { scope, buffers: renewed } = trainingScope({ weights, buffers });
    let terms: Tensors = {};
    const { grads } = tf.engine().gradients(
      () => {
        const result = stage.loss(scope, unpacked);
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
