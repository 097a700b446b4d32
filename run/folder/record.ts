import type { Dataset, Quarantined } from "../../datasets/dataset.ts";
import type { Plan } from "../api.ts";
import type { ImportedArchive } from "./imported_archives.ts";
import { readIfThere, writeDurably } from "./files.ts";
import { pluginDigests } from "./plugin_digests.ts";
import { hashRecipe, type Manifest, writeManifest } from "./run_folder.ts";
import { VERSIONS } from "./versions.ts";

/** Writes down what this session trains, and where. */
export async function recordSession(
  { run, recipe, doneSteps, backend, device, threads }: Plan,
  { existing, dataset, auxiliary, validation, archives, plugins, ...how }: {
    existing: Manifest | undefined;
    dataset: Dataset;
    /** The auxiliary split, where there is one. */
    auxiliary?: Dataset;
    /** The images that the best epoch is chosen by, where there are some. */
    validation?: Dataset;
    archives: readonly ImportedArchive[];
    plugins: readonly string[];
    precision?: string;
    augment?: string;
    kernels?: Readonly<Record<string, string>>;
    /** Devices that a step is split over, if several. */
    devices?: number;
    /** Processes that trained together, if several, and what carried their messages. */
    ranks?: number;
    carrier?: string;
  },
): Promise<void> {
  // Sessions whose steps were never saved left nothing behind.
  const before = existing?.sessions.filter(({ fromStep }) => fromStep < doneSteps) ?? [];
  const machine = `${Deno.build.os} ${Deno.build.arch}`;
  const session = { fromStep: doneSteps, machine, backend, device, threads, ...how };
  await writeManifest(run, {
    schemaVersion: 1,
    recipe,
    recipeHash: hashRecipe(recipe),
    data: {
      digest: dataset.digest,
      samples: dataset.length,
      shape: [dataset.height, dataset.width, dataset.channels],
      features: dataset.features?.dimensions,
      ...auxiliary && { auxiliary: dataOf(recipe.dataset.auxiliary!.split, auxiliary) },
      ...validation && { validation: dataOf(recipe.dataset.validation!.split, validation) },
      ...(archives.length > 0 ? { archives } : {}),
      ...dataset.remarks?.passedOver.length && { passedOver: dataset.remarks.passedOver },
    },
    plugins,
    pluginDigests: await pluginDigests(plugins),
    versions: VERSIONS,
    sessions: [...before, session],
  });
}

const dataOf = (split: string, { digest, length }: Dataset) => ({
  ...{ split, digest, samples: length },
});

/** Drops the lines of metrics that a later checkpoint would have had: training does them again. */
export async function dropLaterEpochs(path: string, step: number): Promise<void> {
  const text = await readIfThere(path);
  if (text === undefined) return;
  const lines = text.split("\n").filter((line) => {
    try {
      return JSON.parse(line).step <= step;
    } catch {
      // A line that was cut, or the empty one at the end.
      return false;
    }
  });
  const kept = lines.map((line) => `${line}\n`).join("");
  if (kept !== text) await writeDurably(path, kept);
}

/** Lists the images that could not be used, one JSON line each; no file where all could. */
export async function writeQuarantine(path: string, images: readonly Quarantined[]): Promise<void> {
  if (images.length === 0) return;
  await writeDurably(path, images.map((image) => `${JSON.stringify(image)}\n`).join(""));
}
