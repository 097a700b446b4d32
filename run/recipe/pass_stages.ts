import type { EpochPass, Stage, TrainStage } from "../../plugins/strategy.ts";

/** A pass of a stage as a stage of its own. */
export interface PassStage {
  readonly name: string;
  /** Whose images: the stage's, or the auxiliary split's. */
  readonly of: EpochPass["images"];
  /** Whether it comes after the stage's own steps. */
  readonly after: boolean;
  readonly stage: TrainStage;
}

/**
 * The passes of every epoch of a stage, those before its own steps first.
 *
 * @param auxiliary Whether there are auxiliary images; passes over them are left out otherwise.
 */
export function passStages(stage: Stage, auxiliary: boolean): PassStage[] {
  if (stage.kind === "compute") return [];
  return (stage.passes ?? [])
    .filter(({ images }) => images === "own" || auxiliary)
    .toSorted((a, b) => Number(a.after ?? false) - Number(b.after ?? false))
    .map((pass) => ({
      ...{ name: pass.name, of: pass.images, after: pass.after ?? false },
      stage: passStage(stage, pass),
    }));
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
