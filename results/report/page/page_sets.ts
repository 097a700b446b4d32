import type { PageData } from "../page_data.ts";
import type { PageSet } from "./page_set.ts";
import { int32, uint32, uint8 } from "./unpack.ts";
import { View } from "./view.ts";

/** Data of the page: the images of each set, and what each run says of them. */
export class PageSets {
  readonly #data: PageData;
  readonly #sets: readonly PageSet[];
  readonly #views: (View | null)[];

  constructor(data: PageData) {
    this.#data = data;
    this.#sets = data.sets.map((set) => ({
      ...set,
      shown: uint32(set.shown),
      labels: set.labels === null ? null : int32(set.labels),
      splits: set.splits ? { names: set.splits.names, of: uint8(set.splits.of) } : null,
    }));
    this.#views = data.runs.map(() => null);
  }

  /** A run, unpacked when it is first looked at. */
  at(i: number): View {
    const run = this.#data.runs[i];
    return this.#views[i] ??= new View(run, this.#sets[run.set]);
  }
}
