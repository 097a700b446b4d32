import type { PageEdits } from "../page_data.ts";

/** Steps that can be taken back. */
const MOST = 100;

/** One correction: what it was, and what came of it. */
export interface Step {
  readonly what: string;
  readonly edits: PageEdits;
}

/** The corrections of a run: what they are now, and what can be undone and done again. */
export class History {
  readonly #past: Step[];
  readonly #future: Step[] = [];
  #now: PageEdits;

  /** @param past What was there before each step, the oldest first. */
  constructor(now: PageEdits, past: readonly Step[] = []) {
    this.#now = now;
    this.#past = [...past];
  }

  get now(): PageEdits {
    return this.#now;
  }

  /** What can be undone, the oldest first. */
  get past(): readonly Step[] {
    return this.#past;
  }

  /** What undo takes back; nothing where there is nothing. */
  get undoable(): string | undefined {
    return this.#past.at(-1)?.what;
  }

  get redoable(): string | undefined {
    return this.#future.at(-1)?.what;
  }

  /** Takes a step; what was undone before is gone. */
  take(what: string, edits: PageEdits): void {
    this.#past.push({ what, edits: this.#now });
    if (this.#past.length > MOST) this.#past.shift();
    this.#future.length = 0;
    this.#now = edits;
  }

  /** Takes the last step back, and tells which. */
  undo(): string | undefined {
    return this.#exchange(this.#past, this.#future);
  }

  /** Does again what was last undone, and tells what. */
  redo(): string | undefined {
    return this.#exchange(this.#future, this.#past);
  }

  #exchange(from: Step[], to: Step[]): string | undefined {
    const step = from.pop();
    if (!step) return undefined;
    to.push({ what: step.what, edits: this.#now });
    this.#now = step.edits;
    return step.what;
  }
}
