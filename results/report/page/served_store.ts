import type { PackedRun, PageEdits } from "../page_data.ts";
import type { Step } from "./history.ts";
import type { Kept, Store } from "./store.ts";

/** What a served page is told of itself. */
export interface Served {
  /** Whether corrections are taken. */
  readonly edit: boolean;
  /** The version of the corrections that it came with. */
  readonly version: string;
}

/** Steps back that outlast a reload. */
const STEPS = 20;
const PAST = "crlc past";

/**
 * Writes corrections into the run at once, by the server that the page came from. They go one after the
 * other; of those that come while one is under way the last is sent.
 */
export class ServedStore implements Store {
  readonly editable: boolean;
  readonly saves = "Save a copy";
  readonly tellsCommand = false;
  readonly #ask: typeof fetch;
  readonly #saveFile: (edits: PageEdits) => void;
  #version: string;
  #listener: (note: string) => void = () => {};
  /** The corrections that are not yet in the run. */
  #next: Kept & { readonly what: string } | undefined;
  #sending: Promise<void> | undefined;
  /** Whether somebody else has changed them, so that these must not take their place. */
  #overtaken = false;

  /** @param saveFile Saves corrections as a file. */
  constructor(
    { edit, version }: Served,
    saveFile: (edits: PageEdits) => void,
    ask: typeof fetch = (...of) => fetch(...of),
  ) {
    this.editable = edit;
    this.#version = version;
    this.#ask = ask;
    this.#saveFile = saveFile;
  }

  get unsaved(): boolean {
    return this.#next !== undefined;
  }

  onNote(listener: (note: string) => void): void {
    this.#listener = listener;
  }

  open({ edits }: PackedRun): Kept {
    return { edits, past: pastOf(this.#version) };
  }

  keep(_run: PackedRun, edits: PageEdits, past: readonly Step[], what: string): void {
    this.#next = { edits, past, what };
    if (this.#overtaken) this.#listener(OVERTAKEN);
    else this.#sending ??= this.#send().finally(() => this.#sending = undefined);
  }

  save(_run: PackedRun, edits: PageEdits): void {
    this.#saveFile(edits);
    this.#listener("A copy is saved as names.json.");
  }

  pictureAddress(number: number): string {
    return `picture/${number}`;
  }

  /** Ends when everything is written, or something cannot be. */
  async written(): Promise<void> {
    await this.#sending;
  }

  async #send(): Promise<void> {
    let written = "";
    while (this.#next && !this.#overtaken) {
      const sent = this.#next;
      let answer: Response;
      try {
        answer = await this.#ask("names.json", {
          method: "POST",
          headers: { "content-type": "application/json", "if-match": `"${this.#version}"` },
          body: JSON.stringify(sent.edits),
        });
      } catch {
        return this.#listener(
          "Not written: crlc open has ended. Save a copy before this page is closed: crlc names --edits takes it. The next correction tries again.",
        );
      }
      this.#overtaken = answer.status === 412;
      if (this.#overtaken) return this.#listener(OVERTAKEN);
      if (!answer.ok) return this.#listener(`Not written: ${await reasonOf(answer)}`);
      this.#version = answer.headers.get("etag")!.replaceAll('"', "");
      await answer.body?.cancel();
      keepPast(this.#version, sent.past);
      written = sent.what;
      if (this.#next === sent) this.#next = undefined;
    }
    this.#listener(`Written: ${written}`);
  }
}

const OVERTAKEN =
  "Not written: the names were changed elsewhere. Save a copy, and reload the page to see them.";

async function reasonOf(answer: Response): Promise<string> {
  try {
    const { error: { message, hint } } = await answer.json();
    return hint ? `${message}. ${hint}` : message;
  } catch {
    return `the server says ${answer.status}`;
  }
}

/** What can be undone of corrections of a version, after a reload. */
function pastOf(version: string): readonly Step[] {
  try {
    const held = JSON.parse(sessionStorage.getItem(PAST) ?? "null");
    return held?.version === version ? held.past : [];
  } catch {
    return [];
  }
}

function keepPast(version: string, past: readonly Step[]): void {
  try {
    sessionStorage.setItem(PAST, JSON.stringify({ version, past: past.slice(-STEPS) }));
  } catch {
    // Without it, nothing is undone across a reload.
  }
}
