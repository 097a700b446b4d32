import { createHash } from "node:crypto";
import { type Edits, editsPath, noEdits } from "../names/edits.ts";
import { whereThere } from "../names/group_images.ts";
import { parseEdits } from "../names/read_edits.ts";
import { editsText, saveEdits, textOf, undoEdits } from "../names/save_edits.ts";
import type { OpenedRun } from "./opened_run.ts";

/** The corrections of a run at one moment. */
export interface NamesState {
  readonly edits: Edits;
  readonly text: string;
  /** Changes with every change, whoever makes it. */
  readonly version: string;
}

/** What came of a correction: where somebody else came first, nothing was changed. */
export interface Corrected {
  readonly state: NamesState;
  readonly changed: boolean;
}

type CorrectedRun = Pick<OpenedRun, "run" | "of" | "dataset" | "changed">;

/** The `names.json` of a run that is open, which other processes may change as well. */
export class ServedNames {
  readonly #run: CorrectedRun;
  /** The last change: they are made one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(run: CorrectedRun) {
    this.#run = run;
  }

  /** @throws {CrlcError} `BAD_NAMES` where the file is damaged. */
  async read(): Promise<NamesState> {
    const { run, of } = this.#run, text = await editsText(run);
    const edits = text === null
      ? noEdits(of.clusters, of.head, of.run)
      : parseEdits(text, of, `the names of "${editsPath(run)}"`);
    return { edits, text: textOf(edits), version: versionOf(text) };
  }

  /**
   * Writes what a person has made of what she has seen.
   *
   * @param seen The version that she has seen.
   * @throws {CrlcError} `BAD_NAMES`, `NAMES_LOCKED`, and what writing throws.
   */
  write(text: string, seen: string): Promise<Corrected> {
    return this.#inTurn(async () => {
      const { run, of, dataset, changed } = this.#run, called = "the names that the page sends";
      const edits = { ...parseEdits(text, of, called), run: of.run };
      // Of images that are gone, moves stay in the file.
      whereThere(edits, dataset, called, changed ? { warn() {} } : undefined);
      const isSeen = (before: string | null) => versionOf(before) === seen;
      if (!await saveEdits(run, edits, isSeen)) return { state: await this.read(), changed: false };
      // Not read again: it may be another's by now, which the page has not seen.
      const written = textOf(edits);
      return { state: { edits, text: written, version: versionOf(written) }, changed: true };
    });
  }

  /** Takes the last change back. */
  undo(seen: string): Promise<Corrected> {
    return this.#inTurn(async () => {
      const isSeen = (before: string | null) => versionOf(before) === seen;
      const done = await undoEdits(this.#run.run, isSeen);
      return { state: await this.read(), changed: done !== undefined };
    });
  }

  #inTurn(change: () => Promise<Corrected>): Promise<Corrected> {
    const mine = this.#last.then(change);
    this.#last = mine.catch(() => {});
    return mine;
  }
}

function versionOf(text: string | null): string {
  return createHash("sha256").update(text ?? "none").digest("hex").slice(0, 32);
}
