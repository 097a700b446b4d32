import type { Backend } from "../../backends/backend.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { ComputeResult, TrainStage } from "../../plugins/strategy.ts";
import { deviceViews } from "./device_augment.ts";
import type { AugmentOn } from "../parts/augment_on.ts";
import { type HostBatches, openHostBatches } from "./host_batches.ts";
import { stepOf } from "./step.ts";
import type { Task } from "../recipe/task.ts";

/** What makes the steps of a stage, or of a pass of it: batches and a compiled step. */
export interface StagePart extends AsyncDisposable {
  readonly stage: TrainStage;
  /** The split its images are of. */
  readonly split: string;
  readonly batches: HostBatches;
  readonly step: ReturnType<Backend["compile"]>;
  /** Size of the images that a batch holds: the network's, or where the device augments the stored. */
  readonly sent: readonly [number, number, number];
}

/** Opens the batches of a stage and compiles its step. */
export function openStagePart(
  { task, backend, augment }: { task: Task; backend: Backend; augment?: AugmentOn },
  { stage, firstPass, dataset, split, neighbours }: {
    stage: TrainStage;
    /** Number of the stage's first permutation. */
    firstPass: number;
    dataset: Dataset;
    split: string;
    neighbours?: ComputeResult["neighbours"];
  },
): StagePart {
  const device = augment === "device" ? deviceViews(task, stage, dataset) : undefined;
  const given = { stage, firstPass, dataset, neighbours, device, group: backend.group };
  const batches = openHostBatches(task, given);
  return {
    stage,
    split,
    batches,
    step: backend.compile(stepOf(stage, device?.map(({ views }) => views))),
    sent: device ? [dataset.height, dataset.width, dataset.channels] : task.input,
    [Symbol.asyncDispose]: () => batches[Symbol.asyncDispose](),
  };
}
