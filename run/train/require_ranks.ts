import { CrlcError } from "../../core/errors.ts";
import type { Group } from "../../core/group.ts";
import type { Catalog } from "../parts/catalog.ts";
import type { PlannedStage } from "../recipe/plan_stages.ts";
import type { Task } from "../recipe/task.ts";

/**
 * Makes sure that a run can be trained by several ranks.
 *
 * @throws {CrlcError} `RANKS_NOT_SUPPORTED` where the strategy does not say so, `BATCH_NOT_SHARED`
 *   where a batch is no multiple of the ranks.
 */
export async function requireRanks(
  catalog: Catalog,
  { recipe }: Task,
  stages: readonly PlannedStage[],
  group: Group | undefined,
): Promise<void> {
  if (!group) return;
  const { name, ranks } = await catalog.strategies.get(recipe.strategy);
  if (ranks !== "any") {
    throw new CrlcError(
      "usage",
      "RANKS_NOT_SUPPORTED",
      `Cannot train on ${group.size} ranks: the strategy must say that it can, and "${name}" does not`,
      { hint: "start it without mpirun or srun; --threads and --backend make one process faster" },
    );
  }
  for (const { stage } of stages) {
    if (stage.kind !== "train") continue;
    requireShares(stage.name, "batchSize", stage.batchSize, group.size);
    if (!stage.labelled) continue;
    requireShares(stage.name, "labelledBatch", stage.labelled.batchSize, group.size);
  }
}

function requireShares(stage: string, option: string, batch: number, ranks: number): void {
  if (batch % ranks === 0) return;
  const nearest = Math.max(1, Math.round(batch / ranks)) * ranks;
  throw new CrlcError(
    "usage",
    "BATCH_NOT_SHARED",
    `Cannot share the batches of stage "${stage}": ${option} must be a multiple of the ranks, ${ranks}, and is ${batch}`,
    {
      hint:
        `such as --set ${option}=${nearest}: it is the whole batch, whatever the number of ranks`,
    },
  );
}
