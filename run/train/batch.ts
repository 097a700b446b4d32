import { type Tensors, tf } from "../../backends/tf.ts";
import { augment, type DeviceViews } from "../../nn/augment.ts";
import type { Batch, TrainStage } from "../../plugins/strategy.ts";
import { blankNumbers } from "./draw_numbers.ts";

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

/** The batch of a stage again, from what {@link packBatch} has made of it. */
export function unpackBatch(
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
    draws: blankNumbers(draws, { images, labelled: images }),
    ...labelled && {
      labelled: { views: labelled.views.map(blank), labels: numbers(images) },
    },
  };
}
