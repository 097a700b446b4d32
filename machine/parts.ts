import { CrlcError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";
import type { Observer } from "../run/api.ts";
import { fits } from "../parts/fits.ts";
import { type Added, addPart as add, bytesOf } from "../parts/install/add_part.ts";
import { removePart as remove } from "../parts/install/remove_part.ts";
import { placeOf, readManifest } from "../parts/manifest.ts";
import type { Part } from "../parts/part.ts";
import { PARTS } from "../parts/table.ts";

export type { Added };

/** An optional part as `crlc parts --json` tells of it. */
export interface PartState {
  readonly name: string;
  readonly about: string;
  readonly neededFor: string;
  readonly licence: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  /** Bytes to fetch, and bytes on disk afterwards, roughly. */
  readonly fetchBytes: number;
  readonly diskBytes: number;
  /** Whether there is one for this machine. */
  readonly available: boolean;
  readonly installed: boolean;
  /** Where it is installed, and how many bytes it has there. */
  readonly folder?: string;
  readonly bytes?: number;
}

/** Every optional part, and whether it is there. */
export function listParts(dataFolder: string): PartState[] {
  return PARTS.map((part) => {
    const { name, about, neededFor, licence, packages, unpackedBytes } = part;
    const manifest = readManifest(part, dataFolder);
    return {
      ...{ name, about, neededFor, licence },
      packages: packages.map(({ name, version }) => ({ name, version })),
      fetchBytes: packages.reduce((sum, { bytes }) => sum + bytes, 0),
      diskBytes: unpackedBytes,
      available: fits(part),
      installed: manifest !== undefined,
      ...manifest && { folder: placeOf(part, dataFolder), bytes: bytesOf(manifest) },
    };
  });
}

/**
 * The part that a person names.
 *
 * @param doing What is to be done with it, in words.
 * @throws {CrlcError} `UNKNOWN_PART` if there is none for this machine.
 */
export function requestedPart(name: string, doing: string): Part {
  const here = PARTS.filter(fits), part = here.find((one) => one.name === name);
  if (part) return part;
  const names = here.map(({ name }) => name);
  throw new CrlcError(
    "usage",
    "UNKNOWN_PART",
    PARTS.some((one) => one.name === name)
      ? `Cannot ${doing} "${name}": it must be for ${Deno.build.os} ${Deno.build.arch}, and is not`
      : `Cannot ${doing} "${name}": there must be a part of this name, and known ones are ${
        names.join(", ")
      }`,
    { hint: didYouMean(name, names) ?? "crlc parts lists them" },
  );
}

/** What adding a part is told. */
export interface AddRequest {
  readonly part: Part;
  /** The folder of data, which holds the parts as well. */
  readonly dataFolder: string;
  /** A folder with what would be fetched otherwise. */
  readonly from?: string;
  readonly offline: boolean;
}

/**
 * Adds a part; a broken installation goes on.
 *
 * @throws {CrlcError} of kind `backend`, `resource`, `locked` or `stopped`.
 */
export function addPart(
  { part, dataFolder, from, offline }: AddRequest,
  observer: Observer,
  stop: AbortSignal,
): Promise<Added> {
  return add(part, {
    ...{ dataFolder, from, offline, stop },
    note: (text) => observer.note(text),
    progress: (what, done, total) => observer.progress(what, done, total),
  });
}

/**
 * Removes a part.
 *
 * @returns Whether there was one.
 */
export function removePart(part: Part, dataFolder: string): Promise<boolean> {
  return remove(part, dataFolder);
}
