import type { Backend } from "../backends/backend.ts";
import { CrlcError } from "../core/errors.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Observer } from "../run/api.ts";
import type { Environment } from "../run/parts/environment.ts";
import { type Catalog, openCatalog } from "../run/parts/catalog.ts";
import { loadCheckpoint, loadCheckpointOf, type TrainingState } from "../run/folder/checkpoint.ts";
import { openBackend } from "../run/parts/open_backend.ts";
import { dataIdentity } from "../run/folder/data_identity.ts";
import { selectHead } from "../run/train/epoch.ts";
import {
  type Manifest,
  openManifest,
  pathsOf,
  requireNamedPlugins,
} from "../run/folder/run_folder.ts";
import { loadStageEnd } from "../run/folder/stage_ends.ts";
import { planStages } from "../run/recipe/plan_stages.ts";
import { splitsOf } from "../run/recipe/splits_of.ts";
import { trainingProcess } from "../run/folder/training_process.ts";
import { type EncoderPlace, encoderPlace } from "../run/recipe/encoder.ts";
import { movedOptions } from "../run/recipe/moved.ts";
import { disposeReplaced } from "../run/parts/dispose_replaced.ts";
import { createTask, openSplit, type ResolvedRecipe, type Task } from "../run/recipe/task.ts";

/** A run that was trained, ready to be asked. */
export interface OpenRun extends AsyncDisposable {
  readonly run: string;
  readonly manifest: Manifest;
  readonly catalog: Catalog;
  readonly task: Task;
  readonly state: TrainingState;
  /** The sub-head chosen without labels. */
  readonly head: number;
  /** Whether training is over. */
  readonly finished: boolean;
  readonly backend: Backend;
  /** The options of its data set, with the folder where its pictures lie now. */
  readonly datasetOptions: Readonly<Record<string, unknown>>;
  /** Where the run's encoder is looked for, if it has one. */
  readonly encoderPlace: EncoderPlace;
  /** Splits the data set is known to have. */
  splits(): Promise<readonly string[]>;
  /**
   * Opens a split; the training split where none is named. It is told once if that holds other
   * images than the run was trained on.
   */
  openSplit(split?: string): Promise<Dataset>;
}

/**
 * Opens a run folder with its newest whole checkpoint.
 *
 * @param at Opens it as it was at the end of a stage, or after a step, instead.
 *
 * @throws {CrlcError} `NO_SUCH_RUN`, `BAD_MANIFEST`, `PLUGIN_NOT_NAMED`, `NO_CHECKPOINT`,
 *   `NO_VALID_CHECKPOINT`, `NO_SUCH_STAGE`, `NO_SUCH_STEP`.
 */
export async function openRun(
  run: string,
  environment: Environment,
  observer: Observer,
  at: { readonly stage?: string; readonly step?: number } = {},
): Promise<OpenRun> {
  const manifest = await openManifest(run);
  requireNamedPlugins(run, manifest, environment.plugins);
  const catalog: Catalog = await openCatalog(environment.plugins);
  const recipe = manifest.recipe as ResolvedRecipe;
  const { samples, shape, features, auxiliary } = manifest.data;
  const { backend } = await openBackend(catalog, environment);
  try {
    const images = { samples, channels: shape[2], features, auxiliary: auxiliary?.samples };
    const task = await createTask(catalog, recipe, images);
    const identity = { recipe: manifest.recipeHash, data: dataIdentity(manifest.data) };
    const warn = (text: string) => observer.warn(text);
    const { stage, step } = at, { checkpoints } = pathsOf(run);
    const state = stage !== undefined
      ? await loadStageEnd(run, stage, identity)
      : step !== undefined
      ? await loadCheckpointOf(run, step, identity)
      : await loadCheckpoint(checkpoints, identity, warn);
    if (!state) throw await noCheckpoint(run);
    const steps = planStages(task, samples).reduce((sum, { steps }) => sum + steps, 0);
    const plugin = await catalog.datasets.get(recipe.dataset.name);
    const datasetOptions = movedOptions(recipe, environment.folder);
    let told = false, known: Promise<readonly string[]> | undefined;
    return {
      run,
      manifest,
      catalog,
      task,
      state,
      head: selectHead(state.progress, task.strategy.selectBy),
      finished: state.step === steps,
      backend,
      datasetOptions,
      encoderPlace: encoderPlace(catalog, environment),
      splits: () => known ??= splitsOf(plugin, datasetOptions),
      async openSplit(split) {
        const splits = await known;
        const dataset = await orSayHow(() =>
          openSplit(catalog, recipe, environment, observer, { split, splits })
        );
        const trained = split === undefined || split === recipe.dataset.split;
        if (trained && !told && dataset.digest !== manifest.data.digest) {
          told = true;
          observer.warn(otherImages(samples, dataset.length));
        }
        return dataset;
      },
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

async function noCheckpoint(run: string): Promise<CrlcError> {
  const training = await trainingProcess(run);
  const [why, hint] = training === undefined
    ? ["training stopped before the first", "run the same crlc train command again to go on"]
    : [
      `process ${training} is training it and has saved none yet`,
      "the first comes as the first epoch ends that has taken 20 seconds, or much longer within one",
    ];
  return new CrlcError(
    "checkpoint",
    "NO_CHECKPOINT",
    `Cannot ask run "${run}": it must have a checkpoint, and ${why}`,
    { hint },
  );
}

/** Opens the pictures of a run, or says how to name the place they have moved to. */
async function orSayHow<Result>(open: () => Promise<Result>): Promise<Result> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof CrlcError && error.code === "FOLDER_NOT_FOUND")) throw error;
    const { kind, code, message } = error;
    throw new CrlcError(kind, code, message, {
      hint: "have they moved? --folder DIR says where the pictures of the run are now",
      cause: error,
    });
  }
}

function otherImages(then: number, now: number): string {
  const count = (n: number) => n.toLocaleString("en");
  const numbers = then === now ? "as many" : `${count(now)} now, ${count(then)} then`;
  return `The images have changed since the training (${numbers}): what follows is of those there ` +
    "are now, by what was learned from those there were";
}
