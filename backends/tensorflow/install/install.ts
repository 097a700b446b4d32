import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { CrlcError, messageOf } from "../../../core/errors.ts";
import type { Flavour } from "../place.ts";
import { remove, sum } from "./files.ts";
import { lock } from "./lock.ts";
import { obtainWheels } from "./obtain_wheels.ts";
import type { InstallOptions } from "./options.ts";
import { MANIFEST, type Manifest, unpack } from "./unpack.ts";
import { type Set, SETS } from "./wheels.ts";

/** What was installed. */
export interface Installed {
  readonly name: Flavour;
  readonly folder: string;
  readonly bytes: number;
  /** Whether it was there before. */
  readonly unchanged: boolean;
}

/**
 * Installs TensorFlow's library. Wheels that have arrived are kept until all have, so that a
 * broken download goes on with the next one; the library appears whole or not at all.
 *
 * @throws {CrlcError} `UNKNOWN_NATIVE`, `INSTALL_LOCKED`, `NO_PIP`, `OFFLINE`, `WHEEL_MISSING`,
 *   `WHEEL_WRONG`, `FETCH_FAILED`, `DISK_FULL`, or of kind `stopped`.
 */
export async function installTensorFlow(
  name: string,
  options: InstallOptions,
): Promise<Installed> {
  const set = options.set ?? setOf(name, "install"), { folder } = options;
  const target = join(folder, set.flavour);
  try {
    await Deno.mkdir(folder, { recursive: true });
    using _lock = await lock(join(folder, "install.lock"));
    const there = await whole(target, set);
    if (there) return { name: set.flavour, folder: target, bytes: bytesOf(there), unchanged: true };
    const total = sum(set.wheels.map(({ bytes }) => bytes));
    options.note(
      `${set.flavour}: ${set.wheels.length} ${set.wheels.length === 1 ? "wheel" : "wheels"}, ${
        megabytes(total)
      } to fetch, about ${megabytes(set.unpackedBytes)} on disk`,
    );
    await requireRoom(folder, set, options.from !== undefined);
    const wheels = await obtainWheels(set, join(folder, "wheels"), options);
    const manifest = await unpack(set, wheels, target, options);
    if (options.from === undefined) await remove(join(folder, "wheels"));
    const bytes = bytesOf(manifest);
    return { name: set.flavour, folder: target, bytes, unchanged: false };
  } catch (error) {
    throw told(error, set.flavour, options.stop);
  }
}

/**
 * Removes an installation and wheels that are left of a broken one.
 *
 * @returns Whether there was one.
 */
export async function uninstallTensorFlow(name: string, folder: string): Promise<boolean> {
  const target = join(folder, setOf(name, "uninstall").flavour);
  const was = await Deno.stat(target).then(() => true, () => false);
  if (!await Deno.stat(folder).then(() => true, () => false)) return false;
  using _lock = await lock(join(folder, "install.lock"));
  await remove(target);
  await remove(join(folder, "wheels"));
  return was;
}

function setOf(name: string, doing: string): Set {
  const sets = Deno.build.os === "linux" ? SETS[Deno.build.arch] ?? [] : [];
  const set = sets.find(({ flavour }) => flavour === name);
  if (set) return set;
  const names = sets.map(({ flavour }) => flavour);
  throw new CrlcError(
    "usage",
    "UNKNOWN_NATIVE",
    `Cannot ${doing} "${name}" on ${Deno.build.os} ${Deno.build.arch}: there must be a native library of this name, and ${
      names.length === 0 ? "there is none for this machine" : `known ones are ${names.join(", ")}`
    }`,
    { hint: "crlc backends shows what needs nothing to be installed" },
  );
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6).toLocaleString("en-GB")} MB`;
const bytesOf = ({ files }: Manifest) => sum(files.map(({ bytes }) => bytes));

/** The manifest of an installation that is of these wheels, and of which no file has changed size. */
async function whole(target: string, { wheels }: Set): Promise<Manifest | undefined> {
  try {
    const manifest: Manifest = JSON.parse(await Deno.readTextFile(join(target, MANIFEST)));
    if (manifest.wheels.join() !== wheels.map(({ sha256 }) => sha256).join()) return undefined;
    for (const { path, bytes } of manifest.files) {
      if ((await Deno.stat(join(target, path))).size !== bytes) return undefined;
    }
    return manifest;
  } catch {
    return undefined;
  }
}

async function requireRoom(folder: string, set: Set, local: boolean): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const fetched = local ? 0 : sum(set.wheels.map(({ bytes }) => bytes));
  const needed = set.unpackedBytes + fetched, free = bavail * bsize;
  if (free >= needed) return;
  throw new CrlcError(
    "resource",
    "DISK_FULL",
    `Cannot install ${set.flavour} into "${folder}": ${megabytes(needed)} must be free, and ${
      megabytes(free)
    } are`,
    { hint: "free some space, or set CRLC_DATA_DIR to a folder on another disk" },
  );
}

/** An error as a person can mend it. */
function told(error: unknown, flavour: string, stop: AbortSignal): unknown {
  if (stop.aborted) {
    return new CrlcError(
      "stopped",
      "STOPPED",
      `Cannot finish the installation of ${flavour}: it was stopped`,
      { hint: "the same command goes on; wheels that have arrived are kept" },
    );
  }
  const full = error instanceof Deno.errors.WriteZero ||
    /ENOSPC|no space left|os error 28/i.test(messageOf(error));
  if (!full || error instanceof CrlcError) return error;
  return new CrlcError(
    "resource",
    "DISK_FULL",
    `Cannot install ${flavour}: there must be room on the disk, and it is full`,
    { hint: "free some space; the same command goes on", cause: error },
  );
}
