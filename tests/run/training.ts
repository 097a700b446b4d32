import { join } from "node:path";
import { listen } from "../../contracts/strategy/training.ts";
import type { Observer, TrainOutcome, TrainRequest } from "../../run/api.ts";
import type { RecipeOverrides } from "../../run/recipe/overrides.ts";
import { train } from "../../run/train/train.ts";

export { inFolder, lastCheckpoint, listen } from "../../contracts/strategy/training.ts";

export const PLUGINS = {
  blobs: new URL("../../examples/plugins/coloured_blobs.ts", import.meta.url).pathname,
  checked: new URL("../../examples/plugins/checked_steps.ts", import.meta.url).pathname,
  infomax: new URL("../../examples/plugins/information_maximisation.ts", import.meta.url).pathname,
};

/** How a test trains: blobs of 8x8 pixels, 4 steps an epoch. */
export interface Training {
  readonly run: string;
  readonly target?: string;
  readonly overrides?: Partial<RecipeOverrides>;
  readonly plugins?: readonly string[];
  readonly backend?: string;
  readonly devices?: number;
  readonly augment?: TrainRequest["augment"];
  /** Stops after this step of the run, as Ctrl-C would. */
  readonly stopAfter?: number;
  readonly observer?: Observer;
  readonly tensorboard?: boolean;
  /** Where the pictures lie now. */
  readonly folder?: string;
}

/** The bytes of a run's snapshots, by name. */
export async function snapshotsOf(run: string): Promise<Record<string, Uint8Array>> {
  const folder = join(run, "snapshots"), found: Record<string, Uint8Array> = {};
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  for (const name of names) found[name] = await Deno.readFile(join(folder, name));
  return found;
}

export function trainBlobs(
  training: Training,
): Promise<TrainOutcome> {
  const { run, target, overrides, plugins, backend = "wasm", devices, augment } = training;
  const { stopAfter, observer, tensorboard, folder } = training;
  const stop = new AbortController();
  const watched = observer ?? listen();
  return train(
    {
      target: target ?? "blobs",
      overrides: { epochs: 2, set: [], ...overrides },
      environment: {
        dataFolder: join(run, "no-data"),
        backend,
        devices,
        // XLA keeps the number of threads that it began with
        threads: backend === "xla" ? undefined : 1,
        plugins: plugins ?? [PLUGINS.blobs],
        folder,
      },
      run,
      tensorboard,
      runsFolder: run,
      augment,
    },
    {
      ...watched,
      step(report) {
        watched.step?.(report);
        if (report.step === stopAfter) stop.abort();
      },
    },
    stop.signal,
  );
}
