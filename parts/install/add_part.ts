import { statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { megabytes } from "../../core/megabytes.ts";
import { type Manifest, placeOf, readManifest } from "../manifest.ts";
import type { Part } from "../part.ts";
import { partSize } from "../part_size.ts";
import type { AddOptions } from "./add_options.ts";
import { hashOf, remove, sum } from "./files.ts";
import { lock } from "./lock.ts";
import { obtainPackages } from "./obtain_packages.ts";
import { unpack } from "./unpack.ts";

/** A part that is there. */
export interface Added {
  readonly name: string;
  readonly folder: string;
  readonly bytes: number;
  /** Whether it was there before. */
  readonly unchanged: boolean;
}

/** Where packages of a part are kept until all have arrived. */
export const fetchedBeside = (target: string) => `${target}.fetched`;

export const bytesOf = ({ files }: Manifest) => sum(files.map(({ bytes }) => bytes));

/**
 * Adds a part. Packages that have arrived are kept until all have, so that a broken download goes
 * on with the next one; the part appears whole or not at all.
 *
 * @throws {CrlcError} `INSTALL_LOCKED`, `NO_PIP`, `OFFLINE`, `PACKAGE_MISSING`, `PACKAGE_WRONG`,
 *   `FETCH_FAILED`, `DISK_FULL`, or of kind `stopped`.
 */
export async function addPart(part: Part, options: AddOptions): Promise<Added> {
  const target = placeOf(part, options.dataFolder), { name } = part;
  try {
    await Deno.mkdir(dirname(target), { recursive: true });
    using _lock = await lock(join(dirname(target), "install.lock"));
    const there = await whole(part, options.dataFolder);
    if (there) return { name, folder: target, bytes: bytesOf(there), unchanged: true };
    options.note(`${name}: ${partSize(part)}`);
    await requireRoom(dirname(target), part, options.from !== undefined);
    const fetched = fetchedBeside(target);
    let manifest;
    try {
      const paths = await obtainPackages(part, fetched, options);
      manifest = await unpack(part, paths, target, options);
      await remove(fetched);
    } finally {
      if (options.from !== undefined) await remove(fetched);
    }
    return { name, folder: target, bytes: bytesOf(manifest), unchanged: false };
  } catch (error) {
    throw told(error, name, options.stop);
  }
}

/** The manifest of a part that is there and of which no file has changed. */
async function whole(part: Part, dataFolder: string): Promise<Manifest | undefined> {
  const manifest = readManifest(part, dataFolder), target = placeOf(part, dataFolder);
  try {
    for (const { path, bytes, sha256 } of manifest?.files ?? []) {
      if ((await Deno.stat(join(target, path))).size !== bytes) return undefined;
      if (sha256 !== undefined && await hashOf(join(target, path)) !== sha256) return undefined;
    }
    return manifest;
  } catch {
    return undefined;
  }
}

async function requireRoom(
  folder: string,
  { name, packages, unpackedBytes }: Part,
  local: boolean,
): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const fetched = local ? 0 : sum(packages.map(({ bytes }) => bytes));
  const needed = unpackedBytes + fetched, free = bavail * bsize;
  if (free >= needed) return;
  throw new CrlcError(
    "resource",
    "DISK_FULL",
    `Cannot install ${name} into "${folder}": ${megabytes(needed)} must be free, and ${
      megabytes(free)
    } are`,
    { hint: "free some space, or set CRLC_DATA_DIR to a folder on another disk" },
  );
}

/** An error as a person can mend it. */
function told(error: unknown, name: string, stop: AbortSignal): unknown {
  if (stop.aborted) {
    return new CrlcError(
      "stopped",
      "STOPPED",
      `Cannot finish the installation of ${name}: it was stopped`,
      { hint: "the same command goes on; what has arrived is kept" },
    );
  }
  const full = error instanceof Deno.errors.WriteZero ||
    /ENOSPC|no space left|os error 28/i.test(messageOf(error));
  if (!full || error instanceof CrlcError) return error;
  return new CrlcError(
    "resource",
    "DISK_FULL",
    `Cannot install ${name}: there must be room on the disk, and it is full`,
    { hint: "free some space; the same command goes on", cause: error },
  );
}
