import type { PackedRun, PageEdits } from "../page_data.ts";
import type { Step } from "./history.ts";
import { saveFile } from "./save_file.ts";
import type { Kept, Store } from "./store.ts";

/** What the browser holds of a run. */
interface Held {
  /** The corrections that the page came with. */
  readonly base: PageEdits;
  readonly now: PageEdits;
  readonly past: readonly Step[];
  readonly saved: boolean;
}

/** Steps back that outlast a reload. */
const STEPS = 20;

/** Keeps corrections in the browser, and saves them as a file. */
export class BrowserStore implements Store {
  readonly editable = true;
  readonly saves = "Save names.json";
  readonly tellsCommand = true;
  #listener: (note: string) => void = () => {};
  /** Runs with corrections that are not in a file. */
  readonly #unsaved = new Set<string>();
  readonly #bases = new Map<string, PageEdits>();

  get unsaved(): boolean {
    return this.#unsaved.size > 0;
  }

  onNote(listener: (note: string) => void): void {
    this.#listener = listener;
  }

  open(run: PackedRun): Kept {
    const base = run.edits, key = keyOf(run);
    this.#bases.set(key, base);
    const held = read(key);
    if (!held || same(held.now, base)) return { edits: base, past: [] };
    if (!held.saved) this.#unsaved.add(key);
    return {
      edits: { ...held.now, clusters: base.clusters, head: base.head, run: base.run },
      past: held.past,
      note: same(held.base, base)
        ? "Corrections of before are here again."
        : "Corrections of before are here again; the names of the run have changed since: Undo takes them back.",
    };
  }

  keep(run: PackedRun, edits: PageEdits, past: readonly Step[]): void {
    const key = keyOf(run);
    this.#unsaved.add(key);
    this.#write(run, { edits, past, saved: false });
  }

  save(run: PackedRun, edits: PageEdits): void {
    saveFile(edits);
    this.#unsaved.delete(keyOf(run));
    this.#write(run, { edits, past: read(keyOf(run))?.past ?? [], saved: true });
    this.#listener("Saved as names.json.");
  }

  pictureAddress(): undefined {
    return undefined;
  }

  #write(run: PackedRun, { edits, past, saved }: Kept & { readonly saved: boolean }): void {
    const key = keyOf(run), base = this.#bases.get(key)!;
    const held: Held = { base, now: edits, past: past.slice(-STEPS), saved };
    try {
      localStorage.setItem(key, JSON.stringify(held));
    } catch {
      this.#listener("This browser keeps nothing: save names.json before the page is closed.");
    }
  }
}

/** What tells a run from others, also where it lies elsewhere now. */
function keyOf({ run, edits, samples }: PackedRun): string {
  return `crlc names of ${edits.run ?? `${run}, ${samples}`}, ${edits.clusters}, ${edits.head}`;
}

/** Nothing where nothing is kept, or what is kept is of another version. */
function read(key: string): Held | undefined {
  try {
    const held = JSON.parse(localStorage.getItem(key) ?? "null") as Held | null;
    return held?.now?.schemaVersion === 2 && Array.isArray(held.past) ? held : undefined;
  } catch {
    return undefined;
  }
}

/** Whether two corrections are the same, whatever the order of their keys. */
function same(a: PageEdits, b: PageEdits): boolean {
  const text = ({ names, merge, split, moves }: PageEdits) =>
    JSON.stringify([
      Object.entries(names).sort(),
      merge,
      Object.entries(split).sort(),
      moves.map(({ image, to }) => [image, to]).sort(),
    ]);
  return text(a) === text(b);
}
