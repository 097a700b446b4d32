import type { EpochPass, Stage, TrainStage } from "../../plugins/strategy.ts";

/** A pass of a stage as a stage of its own. */
export interface PassStage {
  readonly name: string;
  /** Whose images: the stage's, or the auxiliary split's. */
  readonly of: EpochPass["images"];
  readonly stage: TrainStage;
}

/**
 * The passes that come first in every epoch of a stage.
 *
 * @param auxiliary Whether there are auxiliary images; passes over them are left out otherwise.
 */
export function passStages(stage: Stage, auxiliary: boolean): PassStage[] {
  if (stage.kind === "compute") return [];
  return (stage.passes ?? [])
    .filter(({ images }) => images === "own" || auxiliary)
    .map((pass) => ({ name: pass.name, of: pass.images, stage: passStage(stage, pass) }));
}

function passStage(stage: TrainStage, pass: EpochPass): TrainStage {
  const { epochs, batchSize, batching, optimiser, schedule, name } = stage;
  return {
    ...{ name, kind: "train", epochs, batchSize, batching, optimiser, schedule },
    times: pass.times,
    views: pass.views.map((augment) => ({ from: "self", augment })),
    draws: pass.draws,
    trains: (weight) => (stage.trains?.(weight) ?? true) && (pass.trains?.(weight) ?? true),
    loss: (scope, batch) => pass.loss(scope, batch),
  };
}
