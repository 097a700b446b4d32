import { inMemory } from "../../../datasets/memory.ts";
import { drawMosaics } from "../../../results/report/mosaic.ts";
import type { ReportData } from "../../../results/report/report_data.ts";

/** A report of a run that never was: images in the first clusters, the other clusters empty. */
export async function madeUp({ samples, clusters, names, k: near = 2 }: {
  samples: number;
  clusters: number;
  names?: readonly string[];
  /** Neighbours of each image. */
  k?: number;
}): Promise<ReportData> {
  const nameOf = (i: number) => names?.[i] ?? `image ${i}`;
  await using dataset = inMemory({
    shape: [4, 4, 3],
    pixels: new Uint8Array(samples * 48).map((_, at) => at * 7 % 256),
    name: nameOf,
  });
  const k = Math.min(near, samples - 1);
  const assigned = Int32Array.from({ length: samples }, (_, i) => i % clusters);
  const sizes = Array.from(
    { length: clusters },
    (_, c) => assigned.filter((cluster) => cluster === c).length,
  );
  const shown = Uint32Array.from({ length: samples }, (_, i) => i);
  return {
    made: "2000-01-01T00:00:00.000Z",
    runs: [{
      run: "runs/made <up>",
      caption: "runs/made <up>",
      manifest: {
        schemaVersion: 1,
        recipe: {
          name: "made/up",
          about: "",
          strategy: "crlc",
          dataset: { name: "folder", split: "train", options: {} },
          clusters,
          input: {
            size: [4, 4],
            normalise: "none",
            augment: { none: [], weak: [], simclr: [], strong: [] },
          },
          options: {},
          seed: 0,
        },
        recipeHash: "ab",
        data: { digest: "cd", samples, shape: [4, 4, 3] },
        plugins: [],
        versions: { crlc: "0" },
        sessions: [{ fromStep: 0, backend: "wasm", device: "none", threads: 1 }],
      },
      finished: true,
      step: 1,
      score: { split: "train", samples, selected: { head: 0, rule: "the only head" } },
      heads: [{ head: 0 }],
      labelFree: {
        clusters,
        usedClusters: sizes.filter((size) => size > 0).length,
        entropy: 0,
        maxEntropy: Math.log(clusters),
        meanConfidence: 1,
        sizes,
      },
      curves: [{ epoch: 1, stage: "train", terms: { loss: 3, entropy: [1, 2] } }],
      warnings: [],
      quarantined: 0,
    }],
    sets: [{
      shown,
      names: Array.from(shown, nameOf),
      mosaics: await drawMosaics(dataset, shown, 64, 60, () => {}),
    }],
    images: [{
      set: 0,
      shown,
      clusters: assigned,
      confidence: new Float32Array(samples).fill(1),
      map: new Float32Array(2 * samples).map((_, at) => (at + 1) / (2 * samples + 1)),
      mapKind: "pca",
      neighbours: {
        k,
        ids: Int32Array.from(
          { length: samples * k },
          (_, at) => (Math.floor(at / k) + 1 + at % k) % samples,
        ),
        cosines: new Float32Array(samples * k).fill(0.5),
      },
      sizes,
      parts: new Map(),
      looked: {},
    }],
  };
}
