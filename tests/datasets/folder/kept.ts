import { folder } from "../../../datasets/folder/folder.ts";
import { listEntries } from "../../../datasets/cache/entries.ts";
import type { CachePlace, Dataset } from "../../../datasets/dataset.ts";
import { temporaryFolder } from "../temporary_folder.ts";
import { tree } from "./tree.ts";

/** A folder of images beside a cache. */
export interface KeptFolder extends AsyncDisposable {
  /** Folder of the images. */
  readonly path: string;
  readonly cache: string;
  /** What was told, from the last opening on. */
  readonly warnings: string[];
  /** Images decoded by the last opening; nothing where they were kept. */
  readonly decoded: () => number | undefined;
  open(raw?: Record<string, unknown>, more?: Partial<CachePlace>): Promise<Dataset>;
  /** Names of the entries, last used first. */
  entries(): Promise<string[]>;
}

/** Files that are put into a folder, of which the images are opened and kept. */
export async function keptFolder(files: Record<string, Uint8Array | string>): Promise<KeptFolder> {
  const images = await tree(files), cache = await temporaryFolder();
  const warnings: string[] = [];
  let decoded: number | undefined;
  return {
    path: images.path,
    cache: cache.path,
    warnings,
    decoded: () => decoded,
    open(raw = {}, more = {}) {
      warnings.length = 0;
      decoded = undefined;
      return folder.open({
        root: "",
        split: "train",
        options: folder.options({ path: images.path, size: 8, ...raw }),
        progress: (done) => decoded = done,
        cache: {
          folder: cache.path,
          limit: 1e9,
          warn: (text) => void warnings.push(text),
          ...more,
        },
      });
    },
    entries: async () => (await listEntries(cache.path)).map(({ path }) => path),
    async [Symbol.asyncDispose]() {
      await images[Symbol.asyncDispose]();
      await cache[Symbol.asyncDispose]();
    },
  };
}
