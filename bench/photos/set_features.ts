import { readFeatureFile } from "../../datasets/features/read_features.ts";
import type { PhotoSet } from "./draw_sets.ts";

/** Features of a set of photos. */
export interface SetFeatures {
  /** `[photos, dimensions]`. */
  readonly features: Float32Array;
  readonly dimensions: number;
  /** Of each photo, its name and its class among those of the set. */
  readonly names: readonly string[];
  readonly labels: Uint8Array;
}

/**
 * Opens files that `crlc embed` has written of the folders that sets are drawn from.
 *
 * @param path One of all photos; names are `<class>/<file>`, or have folders between.
 * @param classes Names of all class folders in byte order; those of the file if absent.
 */
export async function openFeatures(
  path: string,
  classes?: readonly string[],
): Promise<(set: PhotoSet) => SetFeatures> {
  const { data, dimensions, names = [] } = await readFeatureFile(path);
  const classOf = (name: string) => name.slice(0, name.indexOf("/"));
  const rows = new Map<string, number[]>();
  // Rows are in the order of their names, and so are the photos of a class.
  for (const [row, name] of names.entries()) {
    rows.set(classOf(name), [...rows.get(classOf(name)) ?? [], row]);
  }
  const folders = classes ?? [...rows.keys()].sort();
  return ({ photos }) => {
    const chosen = Object.entries(photos).flatMap(([folder, places], label) =>
      places.split(" ").map((place) => {
        const row = rows.get(folders[Number(folder)])?.[Number(place)];
        if (row === undefined) throw new Error(`${path} has no photo ${place} of ${folder}`);
        return { row, label };
      })
    );
    const features = new Float32Array(chosen.length * dimensions);
    chosen.forEach(({ row }, i) =>
      features.set(data.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions)
    );
    return {
      ...{ features, dimensions },
      names: chosen.map(({ row }) => names[row]),
      labels: Uint8Array.from(chosen, ({ label }) => label),
    };
  };
}

/** The sets of `sets.jsonl`. */
export async function readSets(): Promise<PhotoSet[]> {
  const text = await Deno.readTextFile(new URL("sets.jsonl", import.meta.url));
  return text.trim().split("\n").map((line) => JSON.parse(line) as PhotoSet);
}
