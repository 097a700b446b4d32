import { clearEntries, listEntries } from "../datasets/cache/entries.ts";

/** Prepared images that are kept for the next time. */
export interface KeptImages {
  /** Where they lie. */
  readonly folder: string;
  /** One entry a data set, size and split, last used first. */
  readonly entries: readonly {
    readonly path: string;
    readonly bytes: number;
    /** ISO 8601. */
    readonly lastUsed: string;
  }[];
  /** What they take together. */
  readonly bytes: number;
}

/** Lists what is kept, or removes it. What another process is preparing stays. */
export async function keptImages(folder: string, clear: boolean): Promise<KeptImages> {
  const entries = await (clear ? clearEntries : listEntries)(folder);
  return {
    folder,
    entries: entries.map(({ path, bytes, lastUsed }) => ({
      path,
      bytes,
      lastUsed: new Date(lastUsed).toISOString(),
    })),
    bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
