import { join } from "node:path";
import { fileSystem, replaceFileSystem } from "../../../run/folder/file_system.ts";
import { train } from "../../../run/train/train.ts";
import type { FileSystem } from "../../../run/folder/file_system.ts";
import type { Observer, TrainOutcome } from "../../../run/api.ts";
import { listen, PLUGINS } from "../training.ts";

/** Steps of the small run. */
export const STEPS = 4;

const SMALL = ["batchSize=16", 'backbone={"widths":[4],"blocks":[1],"stem":"cifar"}'];

/** How the small run is trained. */
export interface SmallRun {
  readonly run: string;
  readonly observer?: Observer;
  readonly stop?: AbortSignal;
  readonly keep?: number;
  readonly epochs?: number;
  readonly strategy?: string;
  readonly plugins?: readonly string[];
  readonly backend?: string;
  /** Whether the strategy has neither a network nor batches. */
  readonly bare?: boolean;
  /** Options of the recipe, as `--set`. */
  readonly set?: readonly string[];
}

/** Four steps of a tiny network, a checkpoint after each. */
export function trainSmall(
  { run, observer, stop, keep, epochs = 2, strategy, plugins, backend = "wasm", bare, set = [] }:
    SmallRun,
): Promise<TrainOutcome> {
  return train(
    {
      target: "blobs",
      overrides: {
        epochs: bare ? undefined : epochs,
        strategy,
        set: [
          "dataset.options.count=32",
          ...(bare ? [] : SMALL),
          ...set,
        ],
      },
      environment: {
        dataFolder: join(run, "no-data"),
        backend,
        threads: backend === "wasm" ? 1 : undefined,
        plugins: plugins ?? [PLUGINS.blobs],
      },
      run,
      runsFolder: run,
      keep,
      saveEvery: 0,
    },
    observer ?? listen(),
    stop ?? new AbortController().signal,
  );
}

/** The bytes of a checkpoint, from the file system in place. */
export async function checkpointOf(run: string, step: number): Promise<Uint8Array> {
  const name = `step-${String(step).padStart(6, "0")}.safetensors`;
  return await fileSystem().read(join(run, "checkpoints", name));
}

/** Does something on another file system. */
export async function on<Result>(
  system: FileSystem,
  work: () => Promise<Result>,
): Promise<Result> {
  using _replaced = replaceFileSystem(() => system);
  return await work();
}
