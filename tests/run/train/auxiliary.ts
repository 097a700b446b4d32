import { join } from "node:path";
import type { TrainOutcome } from "../../../run/api.ts";
import { train } from "../../../run/train/train.ts";
import { writeStl } from "../../datasets/stl10/layout.ts";
import { listen } from "../training.ts";

/** Steps of an epoch over the auxiliary split, and over the split itself: 5 and 7 images, 2 a step. */
export const STEPS = { auxiliary: 2, own: 3 };

/** A recipe of STL-10 with unlabelled images, made small. */
export const SMALL_STL = {
  strategy: "crlc",
  dataset: { name: "stl10", split: "train+test", auxiliary: { split: "unlabeled" } },
  clusters: 3,
  input: {
    size: [6, 6],
    normalise: "none",
    augment: {
      none: [{ step: "resize" }],
      simclr: [{ step: "crop", area: [0.5, 1] }, { step: "flip", p: 0.5 }],
    },
  },
  options: {
    backbone: { widths: [4], blocks: [1], stem: "cifar", stemStride: 2 },
    featureSize: 4,
    subHeads: 2,
    batchSize: 2,
    batching: "drop",
    epochs: 2,
  },
};

/** Writes the files of a small STL-10 and the recipe into a folder. */
export async function writeSmallStl(
  folder: string,
  files?: Parameters<typeof writeStl>[1],
  recipe: object = SMALL_STL,
): Promise<{ dataFolder: string; target: string }> {
  const dataFolder = join(folder, "data"), target = join(folder, "stl.json");
  await Deno.mkdir(dataFolder, { recursive: true });
  await writeStl(join(dataFolder, "stl10"), files);
  await Deno.writeTextFile(target, JSON.stringify(recipe));
  return { dataFolder, target };
}

/** Trains what `writeSmallStl` has written, as far as a step where one is named. */
export function trainStl(
  { dataFolder, target }: { dataFolder: string; target: string },
  run: string,
  { stopAfter, set = [], strategy, dataset, from, augment }: {
    stopAfter?: number;
    set?: readonly string[];
    strategy?: string;
    dataset?: string;
    from?: string;
    augment?: "device";
  } = {},
): Promise<TrainOutcome> {
  const stop = new AbortController();
  const observer = listen(({ step }) => {
    if (step === stopAfter) stop.abort();
  });
  return train(
    {
      target,
      overrides: { set, strategy, dataset },
      environment: { dataFolder, backend: "cpu", plugins: [] },
      ...{ run, runsFolder: run, from, augment },
    },
    observer,
    stop.signal,
  );
}
