import { basename, dirname, extname, join } from "node:path";
import { CrlcError, messageOf } from "../../core/errors.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import { BLOCK } from "../../encoders/feature_cache.ts";
import { readFailure } from "../folder/files.ts";
import { decodeSafetensors, encodeSafetensors } from "../folder/safetensors.ts";

/** Which part of the pictures one process does: the `index`-th of `of`, from 0. */
export interface PictureShare {
  readonly index: number;
  readonly of: number;
}

/** Rows of a set. */
interface Rows {
  readonly from: number;
  /** The row after the last. */
  readonly to: number;
}

/** What features are of, so that none of other pictures or another encoder is taken for them. */
export interface ShareOrigin {
  /** The key of pictures and encoder. */
  readonly key: string;
  readonly length: number;
  readonly dimensions: number;
}

/** The file of a share, beside the one that all become. */
export const sharePath = (to: string, { index, of }: PictureShare): string =>
  join(dirname(to), `${basename(to, extname(to))}.share-${index + 1}-of-${of}.safetensors`);

/**
 * The rows of a share: whole blocks, as features are computed, so that they come out in the same
 * bytes. There may be none.
 */
export function rowsOfShare(length: number, { index, of }: PictureShare): Rows {
  const blocks = Math.ceil(length / BLOCK);
  const at = (share: number) => Math.min(length, Math.floor(share * blocks / of) * BLOCK);
  return { from: at(index), to: at(index + 1) };
}

/** Some rows of a set, as a set. Closing it leaves the set open. */
export function rowsOf(dataset: Dataset, { from, to }: Rows): Dataset {
  const { height, width, channels } = dataset;
  return {
    ...{ length: to - from, height, width, channels, quarantined: [] },
    digest: `${dataset.digest} rows ${from} to ${to}`,
    name: (index) => dataset.name(from + index),
    read: (indices, into) => dataset.read(indices.map((index) => from + index), into),
    labels: () => Promise.resolve(undefined),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** A share that was done. */
export interface DoneShare {
  readonly data: Float32Array;
  /** What computed it. */
  readonly backend: string;
}

/** A share as a file. */
export function encodeShare(
  { data, backend }: DoneShare,
  { key, dimensions }: ShareOrigin,
): Uint8Array {
  const shape = [data.length / dimensions, dimensions];
  return encodeSafetensors({
    tensors: { features: { dtype: "F32", shape, data } },
    metadata: { key, backend },
  });
}

/**
 * The features of a share that was done.
 *
 * @returns Nothing where it was not.
 * @throws {CrlcError} `SHARE_OTHER` where the file is of other pictures, or another encoder.
 */
export async function readShare(
  path: string,
  { key, dimensions }: ShareOrigin,
  { from, to }: Rows,
): Promise<DoneShare | undefined> {
  const bytes = await Deno.readFile(path).catch((cause) => {
    if (cause instanceof Deno.errors.NotFound) return undefined;
    throw readFailure(path, cause);
  });
  if (bytes === undefined) return undefined;
  const refuse = (why: string) =>
    new CrlcError("data", "SHARE_OTHER", `Cannot use "${path}": ${why}`, {
      hint: "delete it, and do that share again",
    });
  try {
    const { tensors: { features }, metadata } = decodeSafetensors(bytes);
    const fits = metadata.key === key && features?.dtype === "F32" &&
      features.data.length === (to - from) * dimensions;
    if (fits) return { data: features.data, backend: metadata.backend ?? "unknown" };
  } catch (error) {
    throw refuse(`it must be whole, and is not: ${messageOf(error)}`);
  }
  throw refuse("it must be of these pictures by this encoder, and is of others");
}

/** Numbers of shares that some files beside a target are of, the most complete first. */
async function sharesBeside(to: string): Promise<{ of: number; there: Set<number> }[]> {
  const stem = `${basename(to, extname(to))}.share-`, found = new Map<number, Set<number>>();
  try {
    for await (const { name } of Deno.readDir(dirname(to))) {
      if (!name.startsWith(stem)) continue;
      const [, part, of] = /^(\d{1,9})-of-(\d{1,9})\.safetensors$/.exec(name.slice(stem.length)) ??
        [];
      // Of what is named like a share and cannot be one, nothing would be missing.
      if (part === undefined || Number(part) < 1 || Number(part) > Number(of)) continue;
      const there = found.get(Number(of)) ?? new Set();
      found.set(Number(of), there.add(Number(part) - 1));
    }
  } catch {
    return [];
  }
  return [...found].map(([of, there]) => ({ of, there }))
    .sort((a, b) => b.there.size / b.of - a.there.size / a.of || a.of - b.of);
}

/** Shares that are to have pictures, by number: of more shares than blocks, one a block. */
function* sharesWithRows(length: number, of: number): Generator<number> {
  const blocks = Math.ceil(length / BLOCK), few = Math.min(of, blocks);
  for (let i = 0; i < few; i++) yield of <= blocks ? i : Math.ceil((i + 1) * of / blocks) - 1;
}

/** Shares that a message names. */
const NAMED = 5;

/**
 * Puts the shares together that were done beside a target.
 *
 * @returns The features of all, the files they were in, and what computed them; nothing where no
 *   share was done.
 * @throws {CrlcError} `SHARE_MISSING` with those that were not; `SHARE_OTHER`.
 */
export async function collectShares(
  to: string,
  origin: ShareOrigin,
): Promise<
  | {
    readonly data: Float32Array;
    readonly files: readonly string[];
    readonly backends: readonly string[];
  }
  | undefined
> {
  const { length, dimensions } = origin;
  const [best] = await sharesBeside(to);
  if (!best) return undefined;
  const { of } = best, data = new Float32Array(length * dimensions), files: string[] = [];
  const missing: string[] = [], backends = new Set<string>();
  for (const index of sharesWithRows(length, of)) {
    const rows = rowsOfShare(length, { index, of });
    const path = sharePath(to, { index, of }), own = await readShare(path, origin, rows);
    if (!own) missing.push(`${index + 1}/${of}`);
    else {
      data.set(own.data, rows.from * dimensions);
      files.push(path);
      backends.add(own.backend);
    }
  }
  if (missing.length === 0) return { data, files, backends: [...backends].sort() };
  const more = missing.length - NAMED;
  const named = `${missing.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  throw new CrlcError(
    "data",
    "SHARE_MISSING",
    `Cannot collect "${to}": all shares must be done, and ${named} ${
      missing.length === 1 ? "is" : "are"
    } not`,
    {
      hint: `the same command with --share ${missing[0]} does it; where the files "${
        basename(sharePath(to, { index: 0, of })).replace("share-1-", "share-*-")
      }" are deleted, all is done here`,
    },
  );
}
