import type { PackedRun, PageEdits } from "../page_data.ts";
import type { Step } from "./history.ts";

/** Corrections of a run as they were kept. */
export interface Kept {
  readonly edits: PageEdits;
  /** What can be undone, the oldest first. */
  readonly past: readonly Step[];
  /** What a person should know of them, if anything. */
  readonly note?: string;
}

/**
 * Where corrections are kept: in the browser and a file that is saved, or, where the page is served,
 * in the run itself.
 */
export interface Store {
  /** Whether anything can be corrected. */
  readonly editable: boolean;
  /** What the button that saves says. */
  readonly saves: string;
  /** Whether what is saved counts only once a command has read it. */
  readonly tellsCommand: boolean;
  /** Whether there is anything that is lost unless it is saved. */
  readonly unsaved: boolean;
  /** Is called with what has come of keeping or saving, in words. */
  onNote(listener: (note: string) => void): void;
  /** Corrections of a run to begin with. */
  open(run: PackedRun): Kept;
  /** Keeps corrections as they are now. @param what What the last one was, in words. */
  keep(run: PackedRun, edits: PageEdits, past: readonly Step[], what: string): void;
  /** Saves corrections as a person asks for it. */
  save(run: PackedRun, edits: PageEdits): void;
  /** The address of a picture in full size, by its number in the split; nothing where there is none. */
  pictureAddress(number: number): string | undefined;
}
