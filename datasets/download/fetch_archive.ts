import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import type { Archive } from "../dataset.ts";
import { fileDigest } from "../../core/file_digest.ts";
import { diskFailure } from "../archive/disk_failure.ts";
import { openLocked } from "./lock.ts";
import { MirrorFailure } from "./request.ts";
import { transfer } from "./transfer.ts";

/** How a download behaves. */
export interface FetchOptions {
  /** Refuse to use the network. */
  readonly offline?: boolean;
  /** Told how far a file is; `bytes` counts what was there before as well. */
  readonly progress?: (
    done: { file: string; bytes: number; total?: number; unpacking?: boolean },
  ) => void;
  /** Stops; what has arrived stays for the next time. */
  readonly signal?: AbortSignal;
  /** Take an archive that has no official digest, or another one. */
  readonly unverified?: boolean;
  /** A request that brings nothing for so long is given up; 30 s if not given. */
  readonly stallMs?: number;
  /** Waiting time before an address is asked again; 1 s if not given. */
  readonly retryMs?: number;
  /** Headers for an address, such as a token for one host alone. */
  readonly headers?: (url: string) => Readonly<Record<string, string>>;
  /** What helps where the download does not, if not an import into a data set; for a hint. */
  readonly otherwise?: string;
}

/** How often an address is asked again after an answer that brought nothing new. */
const RETRIES = 3;
/** Most bytes of a file whose size nobody states. */
const MOST = 2 ** 40;

/**
 * Downloads an archive: the addresses in turn, each from where the last one broke off, into
 * `FILE.part`, which takes its place by rename once the digest is right. Where nobody states a digest,
 * what an earlier call has left may be of another file by now, and each begins anew.
 *
 * @param folder Where to; made if it is not there.
 * @param dataset Name of the data set, for hints.
 * @returns Path of the archive.
 * @throws {CrlcError} `OFFLINE`, `DOWNLOAD_LOCKED`, `DOWNLOAD_FAILED` with what
 * each address did; of kind `resource` if the disk is full; of kind `stopped`.
 */
export async function fetchArchive(
  archive: Archive,
  folder: string,
  dataset: string,
  options: FetchOptions = {},
): Promise<string> {
  const path = join(folder, archive.file);
  if (await isWhole(path, archive)) return path;
  if (options.offline) {
    throw new CrlcError(
      "data",
      "OFFLINE",
      `Cannot download "${archive.file}": the network must be allowed, and --offline or CRLC_OFFLINE forbids it`,
      {
        hint: options.otherwise ??
          `crlc datasets import ${dataset} FILE takes an archive that is already there`,
      },
    );
  }
  const wasThere = await Deno.lstat(folder).then(() => true, () => false);
  try {
    await Deno.mkdir(folder, { recursive: true });
    const part = `${path}.part`;
    using file = await openLocked(part);
    // Another process may have brought it meanwhile, or been stopped just before the end.
    if (await isWhole(path, archive)) {
      await Deno.remove(part);
    } else {
      if (!archive.digest) await file.truncate(0);
      if (!await isWhole(part, archive)) await fromAnyMirror(archive, file, part, dataset, options);
      await file.sync();
      await Deno.rename(part, path);
    }
    return path;
  } catch (error) {
    // Only if it is empty.
    if (!wasThere) await Deno.remove(folder).catch(() => {});
    throw diskFailure(error, `download "${archive.file}"`);
  }
}

/** Whether a file is there and is the official one; where there is no digest, its size decides. */
async function isWhole(path: string, { digest, bytes }: Archive): Promise<boolean> {
  const there = await Deno.stat(path).catch(() => undefined);
  if (!there?.isFile || (bytes !== undefined && there.size !== bytes)) return false;
  if (digest) return await fileDigest(path, digest.algorithm) === digest.hex;
  return bytes !== undefined;
}

async function fromAnyMirror(
  archive: Archive,
  file: Deno.FsFile,
  part: string,
  dataset: string,
  options: FetchOptions,
): Promise<void> {
  const reasons: string[] = [];
  for (const url of archive.urls) {
    try {
      await fromMirror(url, archive, file, part, options);
      return;
    } catch (error) {
      if (!(error instanceof MirrorFailure)) throw error;
      reasons.push(`${url}: ${error.reason}`);
    }
  }
  const kept = (await file.stat()).size;
  if (kept === 0) await Deno.remove(part).catch(() => {});
  throw new CrlcError(
    "data",
    "DOWNLOAD_FAILED",
    `Cannot download "${archive.file}": one of its addresses must send it, and none does (${
      reasons.join("; ")
    })`,
    {
      hint: (kept > 0 && archive.digest ? `the same command goes on from byte ${kept}; or ` : "") +
        (options.otherwise ??
          `crlc datasets import ${dataset} FILE takes an archive from elsewhere`),
    },
  );
}

/** Asks one address until the file is whole and right, or it is clear that it never will be. */
async function fromMirror(
  url: string,
  archive: Archive,
  file: Deno.FsFile,
  part: string,
  options: FetchOptions,
): Promise<void> {
  const { stallMs = 30_000, retryMs = 1000, signal, unverified, progress } = options;
  const tell = progress &&
    ((done: { bytes: number; total?: number }) =>
      progress({ file: archive.file, bytes: done.bytes, total: done.total ?? archive.bytes }));
  let failures = 0, restarted = false;
  for (;;) {
    const before = (await file.stat()).size;
    try {
      await transfer(url, file, {
        ...{ stallMs, most: archive.bytes ?? MOST, signal, progress: tell },
        ...{ goesOn: archive.digest !== undefined, headers: options.headers?.(url) },
      });
      await verify(archive, file, part, unverified);
      return;
    } catch (error) {
      if (!(error instanceof MirrorFailure) || error.remedy === "gone") throw error;
      if (error.remedy === "restart") {
        if (restarted || before === 0) throw error;
        restarted = true;
        await file.truncate(0);
        continue;
      }
      failures = (await file.stat()).size > before ? 0 : failures + 1;
      if (failures > RETRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

/** Empties the file and fails if it is not the official one. */
async function verify(
  { digest, bytes }: Archive,
  file: Deno.FsFile,
  part: string,
  unverified = false,
): Promise<void> {
  const { size } = await file.stat();
  let reason: string | undefined;
  if (size === 0) {
    reason = "it sends an empty file";
  } else if (unverified) {
    return;
  } else if (bytes !== undefined && size !== bytes) {
    reason = `it sends ${size} bytes instead of ${bytes}`;
  } else if (digest) {
    const hex = await fileDigest(part, digest.algorithm);
    if (hex !== digest.hex) {
      reason = `the ${digest.algorithm} of what it sends is ${hex} instead of ${digest.hex}`;
    }
  }
  if (reason === undefined) return;
  await file.truncate(0);
  throw new MirrorFailure(reason, "restart");
}
