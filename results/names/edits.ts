import { join } from "node:path";
import * as v from "valibot";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { parseOptions } from "../../core/options.ts";
import { decodeText } from "../../core/read_text.ts";
import { readBytesIfThere, writeDurably } from "../../run/folder/files.ts";

/**
 * Names, merges and splits of clusters by a person. A key is a cluster's number, "4", or a part of
 * one that is split, "4.1", "4.2", ...
 */
export interface Edits {
  readonly schemaVersion: 1;
  /** Clusters of the run, so that a file of another run is noticed. */
  readonly clusters: number;
  /** The sub-head whose clusters are meant. */
  readonly head: number;
  /** Names by key; a group of several is named by any of its keys. */
  readonly names: Readonly<Record<string, string>>;
  /** Keys that are one group. */
  readonly merge: readonly (readonly string[])[];
  /** Into how many parts a cluster is split. */
  readonly split: Readonly<Record<string, number>>;
}

/** Parts of one cluster, at most. */
export const MOST_PARTS = 20;

/** The longest name, in UTF-16 units. */
const LONGEST = 200;

const key = v.pipe(v.string(), v.regex(/^\d{1,6}(\.[1-9]\d?)?$/, 'must be like "4" or "4.1"'));
const schema = v.strictObject({
  schemaVersion: v.literal(1),
  clusters: v.pipe(v.number(), v.integer(), v.minValue(1)),
  head: v.pipe(v.number(), v.integer(), v.minValue(0)),
  names: v.optional(v.record(key, v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST))), {}),
  merge: v.optional(v.array(v.pipe(v.array(key), v.minLength(2))), []),
  split: v.optional(
    v.record(
      v.pipe(v.string(), v.regex(/^\d{1,6}$/, "must be a cluster's number")),
      v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(MOST_PARTS)),
    ),
    {},
  ),
});

const HINT = "docs/names.md tells the format; without the file clusters are shown by number";

/** Where the edits of a run lie. */
export function editsPath(run: string): string {
  return join(run, "names.json");
}

/**
 * Reads edits of a run with so many clusters, or nothing where there is no such file.
 *
 * @throws {CrlcError} `BAD_NAMES` if the file is malformed, or of other clusters.
 */
export async function readEdits(
  file: string,
  { clusters, head }: { clusters: number; head: number },
): Promise<Edits | undefined> {
  const bytes = await readBytesIfThere(file);
  if (bytes === undefined) return undefined;
  const text = decodeText(bytes);
  const refuse = (must: string, cause?: unknown): never => {
    throw new CrlcError("usage", "BAD_NAMES", `Cannot use the names of "${file}": ${must}`, {
      hint: HINT,
      cause,
    });
  };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    refuse(`it must be JSON, and is not: ${messageOf(cause)}`, cause);
  }
  let edits: Edits;
  try {
    edits = parseOptions(schema, raw, `the names of "${file}"`);
  } catch (cause) {
    if (!(cause instanceof CrlcError)) throw cause;
    throw new CrlcError("usage", "BAD_NAMES", cause.message, { hint: cause.hint ?? HINT, cause });
  }
  if (edits.clusters !== clusters || edits.head !== head) {
    refuse(
      `they must be of ${clusters} clusters of head ${head}, and are of ${edits.clusters} of head ${edits.head}`,
    );
  }
  const problem = faultOf(edits);
  return problem === undefined ? edits : refuse(problem);
}

/** What is wrong with edits as a whole, if anything: what has no fault can be read again. */
export function faultOf({ clusters, names, merge, split }: Edits): string | undefined {
  const known = new Set(keysOf({ clusters, split }));
  const long = Object.entries(names).find(([, name]) => name.length > LONGEST);
  if (long) {
    return `the name of "${long[0]}" must have ${LONGEST} characters at most, and has ${
      long[1].length
    }`;
  }
  const strange = Object.keys(split)
    .find((cluster) => Number(cluster) >= clusters || String(Number(cluster)) !== cluster);
  if (strange !== undefined) {
    return `cluster "${strange}" of split must be a number below ${clusters}`;
  }
  const used = new Set<string>();
  for (const member of merge.flat()) {
    if (!known.has(member)) return `"${member}" of merge must be a cluster or a part of one`;
    if (used.has(member)) return `"${member}" must be merged once, and is merged twice`;
    used.add(member);
  }
  const named = Object.keys(names).find((name) => !known.has(name));
  return named === undefined ? undefined : `"${named}" of names must be a cluster or a part of one`;
}

/** Every key there is: a cluster, or each part of one that is split. */
export function keysOf({ clusters, split }: Pick<Edits, "clusters" | "split">): string[] {
  return Array.from({ length: clusters }, (_, cluster) => {
    const parts = split[cluster] ?? 0;
    return parts > 0
      ? Array.from({ length: parts }, (_, part) => `${cluster}.${part + 1}`)
      : [String(cluster)];
  }).flat();
}

/** Clusters as they were found. */
export function noEdits(clusters: number, head: number): Edits {
  return { schemaVersion: 1, clusters, head, names: {}, merge: [], split: {} };
}

/** Writes the edits of a run. */
export function writeEdits(run: string, edits: Edits): Promise<void> {
  return writeDurably(editsPath(run), `${JSON.stringify(edits, null, 2)}\n`);
}
