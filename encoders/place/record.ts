import { join } from "node:path";
import * as v from "valibot";

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const plainName = v.pipe(v.string(), v.regex(/^[\w][\w.-]*$/));

/** What crlc notes of an encoder that it has fetched; written last, so that its files are whole. */
export const recordSchema = v.object({
  schemaVersion: v.literal(1),
  /** What it was fetched as. */
  name: v.string(),
  /** A commit of the hub, a version of a package, or the beginning of a file's digest. */
  revision: plainName,
  /** The branch or tag that was asked for. */
  asked: v.optional(v.string()),
  /** ISO 8601. */
  fetched: v.string(),
  /** The file of the weights among `files`. */
  weights: plainName,
  files: v.array(v.object({ file: plainName, bytes: v.number(), sha256: digest })),
});

export type EncoderRecord = v.InferOutput<typeof recordSchema>;

/** The name of a record within an encoder's folder. */
export const RECORD = "encoder.json";

/** The record in a folder; nothing where there is none that can be read. */
export async function readRecord(folder: string): Promise<EncoderRecord | undefined> {
  try {
    const text = await Deno.readTextFile(join(folder, RECORD));
    const record = v.safeParse(recordSchema, JSON.parse(text));
    return record.success ? record.output : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a record, whole or not at all. */
export async function writeRecord(folder: string, record: EncoderRecord): Promise<void> {
  const path = join(folder, RECORD), part = `${path}.part`;
  await Deno.writeTextFile(part, `${JSON.stringify(record, null, 2)}\n`);
  await Deno.rename(part, path);
}
