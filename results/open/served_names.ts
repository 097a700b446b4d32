import { createHash } from "node:crypto";
import { readBytesIfThere } from "../../run/folder/files.ts";
import { decodeText } from "../../core/read_text.ts";
import { type Edits, editsPath, noEdits } from "../names/edits.ts";
import { whereThere } from "../names/group_images.ts";
import { parseEdits } from "../names/read_edits.ts";
import { saveEdits, textOf, undoEdits } from "../names/save_edits.ts";
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
    const { run, of } = this.#run, path = editsPath(run);
    const bytes = await readBytesIfThere(path);
    const edits = bytes
      ? parseEdits(decodeText(bytes), of, `the names of "${path}"`)
      : noEdits(of.clusters, of.head, of.run);
    const version = createHash("sha256").update(bytes ?? "none").digest("hex").slice(0, 32);
    return { edits, text: textOf(edits), version };
  }

  /**
   * Writes what a person has made of what she has seen.
   *
   * @param seen The version that she has seen.
   * @throws {CrlcError} `BAD_NAMES`, `NAMES_LOCKED`, and what writing throws.
   */
  write(text: string, seen: string): Promise<Corrected> {
    return this.#ifSeen(seen, async () => {
      const { run, of, dataset, changed } = this.#run, called = "the names that the page sends";
      const edits = { ...parseEdits(text, of, called), run: of.run };
      // Of images that are gone, moves stay in the file.
      whereThere(edits, dataset, called, changed ? { warn() {} } : undefined);
      await saveEdits(run, edits);
    });
  }

  /** Takes the last change back. */
  undo(seen: string): Promise<Corrected> {
    return this.#ifSeen(seen, () => undoEdits(this.#run.run));
  }

  #ifSeen(seen: string, change: () => Promise<unknown>): Promise<Corrected> {
    const mine = this.#last.then(async () => {
      const before = await this.read();
      if (before.version !== seen) return { state: before, changed: false };
      await change();
      return { state: await this.read(), changed: true };
    });
    this.#last = mine.catch(() => {});
    return mine;
  }
}
