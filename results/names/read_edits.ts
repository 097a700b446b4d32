import * as v from "valibot";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { parseOptions } from "../../core/options.ts";
import { decodeText } from "../../core/read_text.ts";
import { readBytesIfThere } from "../../run/folder/files.ts";
import type { EditedRun, Edits } from "./edits.ts";
import { faultOf, LONGEST } from "./fault_of.ts";

/** Parts of one cluster, at most. */
export const MOST_PARTS = 20;

const key = v.pipe(
  v.string(),
  v.regex(/^(\d{1,6}(\.[1-9]\d?)?|\+[1-9]\d{0,3})$/, 'must be like "4", "4.1" or "+1"'),
);
const common = {
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
};
const schema = v.variant("schemaVersion", [
  v.strictObject({ schemaVersion: v.literal(1), ...common }),
  v.strictObject({
    schemaVersion: v.literal(2),
    ...common,
    run: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "must be a SHA-256"))),
    moves: v.optional(v.array(v.strictObject({ image: v.string(), to: key })), []),
  }),
]);

const HINT = "docs/names.md tells the format; without the file clusters are shown by number";

/**
 * Reads edits of a run, or nothing where there is no such file.
 *
 * @throws {CrlcError} `BAD_NAMES` if the file is malformed, or of another run.
 */
export async function readEdits(file: string, of: EditedRun): Promise<Edits | undefined> {
  const bytes = await readBytesIfThere(file);
  return bytes && parseEdits(decodeText(bytes), of, `the names of "${file}"`);
}

/**
 * Reads the text of a `names.json`, of version 1 or 2.
 *
 * @param called What it is, for errors.
 * @throws {CrlcError} `BAD_NAMES`.
 */
export function parseEdits(text: string, of: EditedRun, called: string): Edits {
  const refuse = (must: string, cause?: unknown, hint = HINT): never => {
    const message = `Cannot use ${called}: ${must}`;
    throw new CrlcError("usage", "BAD_NAMES", message, { hint, cause });
  };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    refuse(`it must be JSON, and is not: ${messageOf(cause)}`, cause);
  }
  let read: v.InferOutput<typeof schema>;
  try {
    read = parseOptions(schema, raw, called);
  } catch (cause) {
    if (!(cause instanceof CrlcError)) throw cause;
    throw new CrlcError("usage", "BAD_NAMES", cause.message, { hint: cause.hint ?? HINT, cause });
  }
  const edits: Edits = { moves: [], ...read, schemaVersion: 2 };
  if (edits.clusters !== of.clusters || edits.head !== of.head) {
    refuse(
      `they must be of ${of.clusters} clusters of head ${of.head}, and are of ${edits.clusters} of head ${edits.head}`,
    );
  }
  if (edits.run !== undefined && of.run !== undefined && edits.run !== of.run) {
    refuse(
      "they must be of this run, and are of another recipe or other images",
      undefined,
      "crlc names RUN --from OTHER carries names over to a new run",
    );
  }
  const problem = faultOf(edits);
  return problem === undefined ? edits : refuse(problem);
}
