import { basename, dirname, join } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { fileDigest } from "../../core/file_digest.ts";
import { diskFailure } from "../../datasets/archive/disk_failure.ts";
import { type EncoderFiles, fetchedOnes, filesIn, slugOf } from "./find_encoder.ts";
import { type EncoderRecord, readRecord, RECORD, writeRecord } from "./record.ts";
import { verifyEncoder } from "./verify_encoder.ts";

/** What files that a person brings must be, where that is known. */
export interface GivenOptions {
  /** A branch, tag or commit of a hub that they are taken for. */
  readonly asked?: string;
  /** What the SHA-256 of the weights must be. */
  readonly sha256?: string;
  /** What the weights are called in a folder, besides the usual names. */
  readonly file?: string;
  /** Looks at the weights, and throws where they are none. */
  readonly look?: (weights: Uint8Array) => void;
}

type Given = Pick<EncoderFiles, "files" | "weights" | "folder" | "revision">;

/**
 * Keeps files that a person has brought as a known encoder: compared with what is known of them as
 * those of a download are, copied beside their place, renamed, and recorded.
 *
 * @param given The file of the weights, or a folder: of a repository's files, a snapshot in the cache
 *   of the hub's tools, or what crlc has fetched on another machine, whose record is believed.
 * @throws {CrlcError} `NO_SUCH_ENCODER`, `ENCODER_CHANGED`, and of kind `resource`.
 */
export async function keepGiven(
  own: string,
  name: string,
  given: string,
  { asked, sha256, file, look }: GivenOptions = {},
): Promise<{ folder: string; record: EncoderRecord }> {
  const files = await givenFiles(name, given, file);
  const digests = await checkedDigests(name, given, files, sha256);
  const digest = digests[files.weights];
  const known = files.revision ?? digest.slice(0, 12);
  await requireSame(join(own, slugOf(name)), {
    name,
    given,
    digest,
    asked: files.revision ?? asked,
  });
  look?.(await Deno.readFile(files.weights));
  const folder = join(own, slugOf(name), known);
  const weights = plainName(basename(files.weights));
  const kept: EncoderRecord["files"] = [];
  try {
    await Deno.mkdir(folder, { recursive: true });
    for (const path of Object.values(files.files)) {
      const file = path === files.weights ? weights : basename(path);
      kept.push({ file, ...await copied(path, join(folder, file), digests[path]) });
    }
    const record: EncoderRecord = {
      schemaVersion: 1,
      ...{ name, revision: known, asked, fetched: new Date().toISOString(), weights, files: kept },
    };
    await writeRecord(folder, record);
    return { folder, record };
  } catch (error) {
    throw diskFailure(error, `keep encoder "${name}"`);
  }
}

async function givenFiles(name: string, given: string, file: string | undefined): Promise<Given> {
  const refuse = (why: string, hint: string, cause?: unknown) =>
    new CrlcError(
      "data",
      "NO_SUCH_ENCODER",
      `Cannot take "${given}" as encoder "${name}": ${why}`,
      { hint, cause },
    );
  let isDirectory;
  try {
    ({ isDirectory } = await Deno.stat(given));
  } catch (cause) {
    const why = `it must be weights, and cannot be read: ${messageOf(cause)}`;
    throw refuse(why, "give the file of the weights, or their folder", cause);
  }
  if (!isDirectory) {
    return { files: { [basename(given)]: given }, weights: given, folder: dirname(given) };
  }
  const recorded = await readRecord(given);
  if (recorded) {
    const { files, weights, revision } = recorded;
    return {
      files: Object.fromEntries(files.map(({ file }) => [file, join(given, file)])),
      ...{ weights: join(given, weights), folder: given, revision },
    };
  }
  const found = await filesIn(given);
  if (found) return { ...found, revision: commitOf(given) };
  const path = file && join(given, basename(file));
  if (path && await Deno.stat(path).then(({ isFile }) => isFile, () => false)) {
    return { files: { [basename(path)]: path }, weights: path, folder: given };
  }
  const names = ["model.safetensors", "pytorch_model.bin", ...file ? [basename(file)] : []];
  throw refuse(
    `a folder must hold one of ${names.join(", ")}, and does not`,
    "give the file of the weights",
  );
}

/** The digests of all files by path, once they are what they must be. */
async function checkedDigests(
  name: string,
  given: string,
  files: Given,
  sha256: string | undefined,
): Promise<Record<string, string>> {
  const checked = await verifyEncoder(files, sha256);
  for (const { file, fault } of checked) {
    if (fault === undefined) continue;
    throw new CrlcError(
      "data",
      "ENCODER_CHANGED",
      `Cannot take "${given}" as encoder "${name}": ${file}: ${fault}`,
      { hint: "it is another file, or was damaged on the way" },
    );
  }
  return Object.fromEntries(checked.map(({ file, sha256 }) => [files.files[file], sha256]));
}

/** Refuses other weights under a revision that is recorded with some: those of a commit never change. */
async function requireSame(
  folder: string,
  { name, given, digest, asked }: { name: string; given: string; digest: string; asked?: string },
): Promise<void> {
  if (asked === undefined || !/^[0-9a-f]{7,64}$/.test(asked)) return;
  for (const { record } of await fetchedOnes(folder)) {
    const wanted = record.files.find(({ file }) => file === record.weights)?.sha256;
    if (!record.revision.startsWith(asked) || wanted === digest) continue;
    throw new CrlcError(
      "data",
      "ENCODER_CHANGED",
      `Cannot take "${given}" as encoder "${name}": the SHA-256 of revision ${record.revision} was recorded as ${wanted}, and that of this file is ${digest}`,
      { hint: `crlc encoders remove ${name} forgets what was fetched before` },
    );
  }
}

/** The commit of a snapshot in the cache of the hub's tools. */
function commitOf(folder: string): string | undefined {
  return /[/\\]snapshots[/\\]([0-9a-f]{40})[/\\]?$/.exec(folder)?.[1];
}

/** Copies a file beside its place, and renames it once the copy is what was looked at. */
async function copied(from: string, to: string, wanted: string) {
  const part = `${to}.part`;
  try {
    await Deno.copyFile(from, part);
    const sha256 = await fileDigest(part, "sha256");
    if (sha256 !== wanted) throw new Error(`"${from}" has changed while it was copied`);
    await Deno.rename(part, to);
    return { bytes: (await Deno.stat(to)).size, sha256 };
  } catch (error) {
    await Deno.remove(part).catch(() => {});
    throw error;
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
