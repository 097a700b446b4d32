import { type Tensors, tf } from "../../backends/tf.ts";
import { DEVICE_NUMBERS } from "../../nn/augment.ts";
import type { Task } from "../recipe/task.ts";
import { packBatch } from "./batch.ts";
import { drawNumbers } from "./draw_numbers.ts";
import type { HostStep } from "./host_batches.ts";
import type { StagePart } from "./stage_part.ts";

/**
 * Uploads the batch of a step, with what the stage draws for it. The caller owns the tensors.
 *
 * @param step Number of the step within the stage.
 * @param progress Share of the stage that is done, from 0 to 1.
 */
export function uploadBatch(
  { stage, sent }: Pick<StagePart, "stage" | "sent">,
  host: HostStep,
  { recipe, input }: Task,
  { step, progress }: { readonly step: number; readonly progress: number },
): Tensors {
  const { draws = {}, batchSize, labelled } = stage;
  const sizes = { images: batchSize, labelled: labelled?.batchSize ?? 0 };
  return packBatch(
    {
      ...uploaded(host, sent, input),
      draws: drawNumbers(draws, sizes, { seed: recipe.seed, step }),
      progress: tf.scalar(progress),
    },
    host.drawn?.map((numbers) =>
      tf.tensor2d(numbers, [numbers.length / DEVICE_NUMBERS, DEVICE_NUMBERS])
    ),
  );
}

function uploaded(
  { views, indices, labelled }: HostStep,
  sent: Task["input"],
  input: Task["input"],
) {
  const tensor = (view: Float32Array, [height, width, channels]: Task["input"]) =>
    tf.tensor4d(view, [view.length / (height * width * channels), height, width, channels]);
  const images = (view: Float32Array) => tensor(view, input);
  return {
    views: views.map((view) => tensor(view, sent)),
    indices: tf.tensor1d(indices, "int32"),
    ...labelled && {
      labelled: {
        views: labelled.views.map(images),
        labels: tf.tensor1d(labelled.labels, "int32"),
      },
    },
  };
}
