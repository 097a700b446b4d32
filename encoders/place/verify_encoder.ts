import { basename } from "node:path";
import { fileDigest } from "../../core/file_digest.ts";
import type { EncoderFiles } from "./find_encoder.ts";
import { readRecord } from "./record.ts";

/** What became of checking one file of an encoder. */
export interface CheckedFile {
  readonly file: string;
  readonly sha256: string;
  /** What is wrong with it, if anything. */
  readonly fault?: string;
  /** Against what it was checked. */
  readonly against: string;
}

/**
 * Reads the files of an encoder and compares their SHA-256 with what is known of them: what crlc
 * states, what was recorded as they were fetched, or what the hub's tools call them.
 *
 * @param stated What the weights' SHA-256 must be, where crlc's table states it.
 */
export async function verifyEncoder(
  { files, weights, folder }: Pick<EncoderFiles, "files" | "weights" | "folder">,
  stated?: string,
): Promise<CheckedFile[]> {
  const record = await readRecord(folder);
  const checked: CheckedFile[] = [];
  for (const [file, path] of Object.entries(files)) {
    const sha256 = await fileDigest(path, "sha256").catch(() => "");
    const recorded = record?.files.find((own) => own.file === file)?.sha256;
    // The hub's tools call a large file by its digest, and lead there by a link.
    const blob = basename(await Deno.realPath(path).catch(() => ""));
    const known = path === weights && stated !== undefined
      ? { wanted: stated, against: "crlc's table" }
      : recorded !== undefined
      ? { wanted: recorded, against: "the record of its fetching" }
      : /^[0-9a-f]{64}$/.test(blob)
      ? { wanted: blob, against: "its name in the cache of the hub's tools" }
      : undefined;
    const fault = sha256 === ""
      ? "cannot be read"
      : known !== undefined && known.wanted !== sha256
      ? `its SHA-256 must be ${known.wanted}, and is ${sha256}`
      : undefined;
    checked.push({ file, sha256, fault, against: known?.against ?? "nothing: nobody states it" });
  }
  return checked;
}
