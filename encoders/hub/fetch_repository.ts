import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { fileDigest } from "../../core/file_digest.ts";
import { fetchArchive, type FetchOptions } from "../../datasets/download/fetch_archive.ts";
import { CONFIGURATION_FILES } from "../configuration/read_configuration.ts";
import { slugOf, WEIGHTS } from "../place/find_encoder.ts";
import { type EncoderRecord, writeRecord } from "../place/record.ts";
import { askHub, type HubFile } from "./ask_hub.ts";
import type { Hub } from "./hub.ts";

/** What to fetch of a hub, and what is known of it. */
export interface HubRequest {
  /** What it is called in messages and in the record. */
  readonly name: string;
  readonly repository: string;
  /** A branch, a tag or a commit; "main" if absent. */
  readonly revision?: string;
  /** SHA-256 of the weights, where it is known. */
  readonly sha256?: string;
}

export type HubFetchOptions = Pick<FetchOptions, "progress" | "signal" | "stallMs" | "retryMs">;

/**
 * Fetches the weights and configurations of a repository: each file goes on where it broke off, is
 * checked against what the hub says of it, and the record that makes them usable is written last.
 *
 * @param own Folder of all encoders.
 * @returns The folder, and its record.
 * @throws {CrlcError} `OFFLINE`, `ENCODER_GATED`, `UNKNOWN_ENCODER`, `DOWNLOAD_FAILED`,
 *   `ENCODER_CHANGED`; of kind `resource` if the disk is full; of kind `stopped`.
 */
export async function fetchRepository(
  hub: Hub,
  { name, repository, revision = "main", sha256 }: HubRequest,
  own: string,
  options: HubFetchOptions = {},
): Promise<{ folder: string; record: EncoderRecord }> {
  const otherwise = "--encoder takes a file or a folder of weights that are already there";
  if (hub.offline) {
    throw new CrlcError(
      "data",
      "OFFLINE",
      `Cannot fetch encoder "${name}": the network must be allowed, and --offline, CRLC_OFFLINE or HF_HUB_OFFLINE forbids it`,
      { hint: otherwise },
    );
  }
  const { signal } = options;
  const weights = knownBy(sha256, await findWeights(hub, repository, revision, signal), name);
  // All files are of the same commit, whatever is pushed meanwhile.
  const commit = weights.commit ?? revision;
  const folder = join(own, slugOf(repository), commit.replaceAll("/", "--"));
  const endpoint = new URL(hub.endpoint).origin;
  const download: FetchOptions = {
    ...options,
    otherwise,
    headers: (url): Record<string, string> =>
      hub.token && new URL(url).origin === endpoint ? { authorization: `Bearer ${hub.token}` } : {},
  };
  const wanted = [weights];
  for (const file of CONFIGURATION_FILES) {
    const found = await askHub(hub, { repository, revision: commit, file }, signal);
    if (found) wanted.push(found);
  }
  const files = [];
  // The small ones first: what fails early has taken little time.
  for (const { archive } of wanted.reverse()) {
    const path = await fetchArchive(archive, folder, name, download);
    const { size } = await Deno.stat(path);
    files.push({ file: archive.file, bytes: size, sha256: await fileDigest(path, "sha256") });
  }
  const found = files.at(-1)!;
  const record: EncoderRecord = {
    schemaVersion: 1,
    name,
    revision: commit.replaceAll("/", "--"),
    asked: revision,
    fetched: new Date().toISOString(),
    weights: found.file,
    files,
  };
  await writeRecord(folder, record);
  return { folder, record };
}

async function findWeights(
  hub: Hub,
  repository: string,
  revision: string,
  signal?: AbortSignal,
): Promise<HubFile> {
  for (const file of WEIGHTS) {
    const found = await askHub(hub, { repository, revision, file }, signal);
    if (found) return found;
  }
  throw new CrlcError(
    "data",
    "BAD_WEIGHTS",
    `Cannot fetch encoder "${repository}": it must have its weights in one file, and has none of ${
      WEIGHTS.join(", ")
    }`,
    { hint: "weights in several parts, and those of TensorFlow or JAX, are not understood" },
  );
}

/** A file that must have a digest, whatever the hub says of it; what says otherwise is not fetched. */
function knownBy(sha256: string | undefined, found: HubFile, name: string): HubFile {
  if (sha256 === undefined) return found;
  const { archive } = found, { digest } = archive;
  if (digest?.algorithm === "sha256" && digest.hex !== sha256) {
    throw changed(name, sha256, digest.hex);
  }
  return {
    ...found,
    archive: { ...archive, digest: { algorithm: "sha256", hex: sha256, from: "crlc" } },
  };
}

function changed(name: string, wanted: string, found: string): CrlcError {
  return new CrlcError(
    "data",
    "ENCODER_CHANGED",
    `Cannot fetch encoder "${name}": the SHA-256 of its weights must be ${wanted}, and the hub says ${found}`,
    { hint: "the hub, or a mirror of it, has other weights than those that are known" },
  );
}
