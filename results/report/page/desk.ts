import type { PageEdits } from "../page_data.ts";
import { type Group, type Grouping, groupText } from "./group.ts";
import { groupPictures, isWrong } from "./group_pictures.ts";
import { History } from "./history.ts";
import type { PageSets } from "./page_sets.ts";
import { Signal } from "./signal.ts";
import type { Store } from "./store.ts";
import type { View } from "./view.ts";

/** What is being worked on: a run, its groups as corrected, and the pictures that are selected. */
export class Desk {
  readonly sets: PageSets;
  readonly store: Store;
  /** Another run is looked at. */
  readonly onRun = new Signal();
  /** Groups have changed. */
  readonly onGroups = new Signal();
  readonly onSelection = new Signal();
  /** Shows a picture large, among others that it stands with; given by the viewer. */
  open: (i: number, among: readonly number[]) => void = () => {};
  /** Tells a person what has happened. */
  tell: (what: string) => void = () => {};
  readonly #histories = new Map<View, History>();
  #at = 0;
  #view!: View;
  #history!: History;
  #grouping!: Grouping;
  #selection: ReadonlySet<number> = new Set();

  constructor(sets: PageSets, store: Store) {
    this.sets = sets;
    this.store = store;
    store.onNote((note) => this.tell(note));
    this.#take(0);
  }

  /** Which of the runs is looked at. */
  get at(): number {
    return this.#at;
  }

  get view(): View {
    return this.#view;
  }

  get history(): History {
    return this.#history;
  }

  get grouping(): Grouping {
    return this.#grouping;
  }

  get selection(): ReadonlySet<number> {
    return this.#selection;
  }

  /** Looks at a run. */
  show(at: number): void {
    this.#take(at);
    this.onRun.emit();
    this.onGroups.emit();
    this.select([]);
  }

  /** Makes a correction. */
  correct(what: string, edits: PageEdits): void {
    if (!this.store.editable) return;
    this.#history.take(what, edits);
    this.#changed(`${what}.`);
  }

  undo(): void {
    const what = this.#history.undo();
    if (what !== undefined) this.#changed(`Undone: ${what}.`);
  }

  redo(): void {
    const what = this.#history.redo();
    if (what !== undefined) this.#changed(`Done again: ${what}.`);
  }

  save(): void {
    this.store.save(this.#view.packed, this.#history.now);
  }

  select(images: Iterable<number>): void {
    this.#selection = new Set(images);
    this.onSelection.emit();
  }

  /** Selects a picture, or no longer. */
  toggle(i: number): void {
    const next = new Set(this.#selection);
    if (!next.delete(i)) next.add(i);
    this.select(next);
  }

  groupOf(i: number): Group {
    return this.#grouping.groups[this.#grouping.of[i]];
  }

  isWrong(i: number): boolean {
    return isWrong(this.#view, this.#grouping, i);
  }

  /** What a picture is, in words. */
  describe(i: number): string {
    const { names, confidence, labels, tellsConfidence } = this.#view;
    return [
      names[i],
      `group ${groupText(this.groupOf(i))}`,
      ...tellsConfidence ? [`confidence ${confidence[i].toFixed(3)}`] : [],
      ...labels
        ? [`class ${this.#view.classText(labels[i])}${this.isWrong(i) ? ", not as matched" : ""}`]
        : [],
    ].join(", ");
  }

  #take(at: number): void {
    const view = this.sets.at(at);
    this.#at = at;
    this.#view = view;
    const known = this.#histories.get(view);
    if (known) this.#history = known;
    else {
      const { edits, past, note } = this.store.open(view.packed);
      this.#history = new History(withOwnNames(view, edits), past);
      this.#histories.set(view, this.#history);
      const told = note ?? unknownParts(view, edits);
      if (told) queueMicrotask(() => this.tell(told));
    }
    this.#grouping = groupPictures(view, this.#history.now);
  }

  #changed(what: string): void {
    this.#grouping = groupPictures(this.#view, this.#history.now);
    this.store.keep(this.#view.packed, this.#history.now, this.#history.past, what);
    this.onGroups.emit();
    this.tell(what);
  }
}

/** Moves by the names that the pictures have here: as they were typed, accents may be coded otherwise. */
function withOwnNames(view: View, edits: PageEdits): PageEdits {
  if (edits.moves.length === 0) return edits;
  const ownOf = (image: string) => view.names[view.placeOf(image) ?? -1] ?? image;
  return { ...edits, moves: edits.moves.map(({ image, to }) => ({ image: ownOf(image), to })) };
}

/** Says so where a cluster was split since the page was made, which does not know its parts. */
function unknownParts({ parts }: View, { split }: PageEdits): string | undefined {
  const [cluster] = Object.entries(split)
    .find(([cluster, count]) => !parts.get(count)?.sizes[Number(cluster)]?.length) ?? [];
  return cluster === undefined
    ? undefined
    : `Cluster ${cluster} was split since this page was made, and all of it is shown as its first part: crlc open or crlc report anew shows the parts.`;
}
