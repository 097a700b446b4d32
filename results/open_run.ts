import type { Backend } from "../backends/backend.ts";
import { CrlcError } from "../core/errors.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Observer } from "../run/api.ts";
import type { Environment } from "../run/parts/environment.ts";
import { type Catalog, openCatalog } from "../run/parts/catalog.ts";
import { loadCheckpoint, type TrainingState } from "../run/folder/checkpoint.ts";
import { openBackend } from "../run/parts/open_backend.ts";
import { dataIdentity } from "../run/folder/data_identity.ts";
import { selectHead } from "../run/train/epoch.ts";
import {
  type Manifest,
  openManifest,
  pathsOf,
  requireNamedPlugins,
} from "../run/folder/run_folder.ts";
import { planStages } from "../run/recipe/plan_stages.ts";
import { splitsOf } from "../run/recipe/splits_of.ts";
import { disposeReplaced } from "../run/train/step.ts";
import { createTask, openSplit, type ResolvedRecipe, type Task } from "../run/recipe/task.ts";

/** A run that was trained, ready to be asked. */
export interface OpenRun extends AsyncDisposable {
  readonly run: string;
  readonly manifest: Manifest;
  readonly task: Task;
  readonly state: TrainingState;
  /** The sub-head chosen without labels. */
  readonly head: number;
  /** Whether training is over. */
  readonly finished: boolean;
  readonly backend: Backend;
  /** Splits the data set is known to have. */
  splits(): Promise<readonly string[]>;
  /** Opens a split; the training split where none is named. */
  openSplit(split?: string): Promise<Dataset>;
}

/**
 * Opens a run folder with its newest whole checkpoint.
 *
 * @throws {CrlcError} `NO_SUCH_RUN`, `BAD_MANIFEST`, `PLUGIN_NOT_NAMED`, `NO_CHECKPOINT`, `NO_VALID_CHECKPOINT`.
 */
export async function openRun(
  run: string,
  environment: Environment,
  observer: Observer,
): Promise<OpenRun> {
  const manifest = await openManifest(run);
  requireNamedPlugins(run, manifest, environment.plugins);
  const catalog: Catalog = await openCatalog(environment.plugins);
  const recipe = manifest.recipe as ResolvedRecipe;
  const { samples, shape, auxiliary } = manifest.data;
  const { backend } = await openBackend(catalog, environment);
  try {
    const images = { samples, channels: shape[2], auxiliary: auxiliary?.samples };
    const task = await createTask(catalog, recipe, images);
    const identity = { recipe: manifest.recipeHash, data: dataIdentity(manifest.data) };
    const warn = (text: string) => observer.warn(text);
    const state = await loadCheckpoint(pathsOf(run).checkpoints, identity, warn);
    if (!state) {
      throw new CrlcError(
        "checkpoint",
        "NO_CHECKPOINT",
        `Cannot ask run "${run}": it must have a checkpoint, and training stopped before the first`,
        { hint: "run the same crlc train command again to go on" },
      );
    }
    const steps = planStages(task, samples).reduce((sum, { steps }) => sum + steps, 0);
    const plugin = await catalog.datasets.get(recipe.dataset.name);
    return {
      run,
      manifest,
      task,
      state,
      head: selectHead(state.progress, task.strategy.selectBy),
      finished: state.step === steps,
      backend,
      splits: () => splitsOf(plugin, recipe.dataset.options),
      openSplit: (split) => openSplit(catalog, recipe, environment, observer, { split }),
      async [Symbol.asyncDispose]() {
        disposeReplaced([state.weights, state.buffers, state.slots], []);
        await backend[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await backend[Symbol.asyncDispose]();
    throw error;
  }
}
