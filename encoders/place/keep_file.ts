import { basename, join } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { diskFailure } from "../../datasets/archive/disk_failure.ts";
import { fileDigest } from "../../core/file_digest.ts";
import { slugOf } from "./find_encoder.ts";
import { type EncoderRecord, RECORD, writeRecord } from "./record.ts";

/**
 * Keeps a file of weights that a person has brought as a known encoder: copied beside its place,
 * renamed, and recorded.
 *
 * @param given The file.
 * @param revision What its revision is called; the beginning of its digest where absent.
 * @param asked A branch, tag or commit of a hub that it is taken for.
 * @param sha256 What its SHA-256 must be, where that is known.
 * @throws {CrlcError} `NO_SUCH_ENCODER`, `ENCODER_CHANGED`, and of kind `resource`.
 */
export async function keepFile(
  own: string,
  name: string,
  given: string,
  { revision, sha256, asked }: {
    readonly revision?: string;
    readonly sha256?: string;
    readonly asked?: string;
  } = {},
): Promise<{ folder: string; record: EncoderRecord }> {
  const digest = await fileDigest(given, "sha256").catch((cause) => {
    throw new CrlcError(
      "data",
      "NO_SUCH_ENCODER",
      `Cannot take "${given}" as encoder "${name}": it must be a file of weights, and cannot be read: ${
        messageOf(cause)
      }`,
      { hint: "give the file, not its folder", cause },
    );
  });
  if (sha256 !== undefined && digest !== sha256) {
    throw new CrlcError(
      "data",
      "ENCODER_CHANGED",
      `Cannot take "${given}" as encoder "${name}": its SHA-256 must be ${sha256}, and is ${digest}`,
      { hint: "it is another file, or was damaged on the way" },
    );
  }
  const known = revision ?? digest.slice(0, 12);
  const folder = join(own, slugOf(name), known), file = plainName(basename(given));
  const path = join(folder, file), part = `${path}.part`;
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.copyFile(given, part);
    await Deno.rename(part, path);
    const { size } = await Deno.stat(path);
    const record: EncoderRecord = {
      schemaVersion: 1,
      ...{ name, revision: known, asked, fetched: new Date().toISOString(), weights: file },
      files: [{ file, bytes: size, sha256: digest }],
    };
    await writeRecord(folder, record);
    return { folder, record };
  } catch (error) {
    await Deno.remove(part).catch(() => {});
    throw diskFailure(error, `keep encoder "${name}"`);
  }
}

/** A file's name as a record may have it: browsers add blanks and parentheses to what they save twice. */
function plainName(file: string): string {
  const ending = /(\.\w+)*$/.exec(file)![0];
  const stem = file.slice(0, file.length - ending.length).replace(/[^\w.-]+/g, "-")
    .replace(/^[.-]+|-+$/g, "");
  const plain = `${stem === "" ? "weights" : stem}${ending}`;
  return plain === RECORD ? `weights-${plain}` : plain;
}
