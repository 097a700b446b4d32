import { dirname, join } from "node:path";
import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { decodeText } from "../../core/read_text.ts";
import { fileSystem } from "../../run/folder/file_system.ts";
import {
  listIfThere,
  readBytesIfThere,
  readIfThere,
  writeDurably,
  writeFailure,
} from "../../run/folder/files.ts";
import { type Edits, editsPath } from "./edits.ts";
import { refusal } from "./refusal.ts";

/** Earlier states that are kept, at most. */
const MOST_STATES = 100;
/** Characters of them, at most; the last one is kept whatever it has. */
const MOST_CHARACTERS = 4_000_000;

const history = v.object({
  schemaVersion: v.literal(1),
  states: v.array(v.nullable(v.string())),
});

type IsSeen = (before: string | null) => boolean;

/** The text of a `names.json`, earliest first; null where there was none. */
type States = readonly (string | null)[];

/** Where the earlier states of a run's `names.json` lie. */
export function historyPath(run: string): string {
  return join(run, "names.history.json");
}

/** The text of a run's `names.json`, which a person may have saved with any program; null where there is none. */
export async function editsText(run: string): Promise<string | null> {
  const bytes = await readBytesIfThere(editsPath(run));
  return bytes ? decodeText(bytes) : null;
}

/** Edits as they are written. */
export function textOf(edits: Edits): string {
  return `${JSON.stringify(edits, null, 2)}\n`;
}

/**
 * Writes the edits of a run, and keeps what was there before. It is written down first: whatever is
 * interrupted, both the state before and a whole one are there.
 *
 * @param isSeen Whether the text of what is there, or null, is what the change was made from.
 * @returns Whether it was, and the edits are written.
 * @throws {CrlcError} `NAMES_LOCKED` where another process is changing them at this moment.
 */
export async function saveEdits(
  run: string,
  edits: Edits,
  isSeen: IsSeen = () => true,
): Promise<boolean> {
  using _lock = await lockNames(run);
  await removeLeftovers(run);
  const text = textOf(edits), before = await editsText(run);
  if (!isSeen(before)) return false;
  if (before === text) return true;
  const states = await statesOf(run);
  // What is there again after an interruption would be undone by nothing.
  if (states.at(-1) !== before) await writeStates(run, [...states, before]);
  await writeDurably(editsPath(run), text);
  return true;
}

/**
 * Puts back the edits of a run as they were before the last change.
 *
 * @param isSeen Whether the text of what is there, or null, is what the change was made from.
 * @returns Whether any earlier state is left; nothing where it was not, and nothing is changed.
 * @throws {CrlcError} `BAD_NAMES` where nothing was changed; `NAMES_LOCKED`.
 */
export async function undoEdits(
  run: string,
  isSeen: IsSeen = () => true,
): Promise<boolean | undefined> {
  using _lock = await lockNames(run);
  const now = await editsText(run), states = [...await statesOf(run)];
  if (!isSeen(now)) return undefined;
  // A change that was interrupted, or one that was undone and interrupted, has left the same twice.
  while (states.length > 0 && states.at(-1) === now) states.pop();
  const before = states.pop();
  if (before === undefined) {
    throw refusal("there must be an earlier state to go back to, and there is none", "");
  }
  if (before === null) await removeEdits(run);
  else await writeDurably(editsPath(run), before);
  await writeStates(run, states);
  return states.length > 0;
}

async function removeEdits(run: string): Promise<void> {
  const path = editsPath(run);
  try {
    await fileSystem().remove(path);
    await fileSystem().syncFolder(dirname(path));
  } catch (cause) {
    throw writeFailure(path, cause);
  }
}

/** Removes what a killed process left half written; whoever writes it has the lock. */
async function removeLeftovers(run: string): Promise<void> {
  for (const { name, kind } of await listIfThere(run)) {
    if (kind !== "file" || !/^names(\.history)?\.json\.\d+\.part$/.test(name)) continue;
    await fileSystem().remove(join(run, name)).catch((cause) => {
      throw writeFailure(join(run, name), cause);
    });
  }
}

/** Takes the names of a run for this process, for as long as one change takes. */
async function lockNames(run: string): Promise<Disposable> {
  const path = join(run, "names.lock");
  const lock = await fileSystem().lock(path).catch((cause) => {
    throw writeFailure(path, cause);
  });
  if (!("owner" in lock)) return lock;
  throw new CrlcError(
    "locked",
    "NAMES_LOCKED",
    `Cannot change the names of "${run}": one process at a time may, and process ${
      lock.owner || "unknown"
    } does`,
    { hint: "the same command again: a change takes less than a second" },
  );
}

/** The earlier states; none where the file is damaged, which loses no more than the way back. */
async function statesOf(run: string): Promise<States> {
  try {
    const text = await readIfThere(historyPath(run));
    return text === undefined ? [] : v.parse(history, JSON.parse(text)).states;
  } catch {
    return [];
  }
}

async function writeStates(run: string, states: States): Promise<void> {
  let first = Math.max(0, states.length - MOST_STATES);
  let characters = states.slice(first).reduce((sum, text) => sum + (text?.length ?? 0), 0);
  while (characters > MOST_CHARACTERS && first < states.length - 1) {
    characters -= states[first++]?.length ?? 0;
  }
  const kept = { schemaVersion: 1, states: states.slice(first) };
  await writeDurably(historyPath(run), `${JSON.stringify(kept)}\n`);
}
