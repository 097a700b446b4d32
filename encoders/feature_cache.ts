import { createHash } from "node:crypto";
import { join } from "node:path";
import { bytesOf } from "../core/bytes_of.ts";
import { messageOf } from "../core/errors.ts";
import { makeRoom, touchEntry } from "../datasets/cache/entries.ts";

/** Changes whenever features would come out otherwise from the same weights and images. */
const VERSION = 1;

/** The key of features: of what images, by what weights, how prepared. */
export function featureKey(images: string, encoder: unknown): string {
  return createHash("sha256").update(JSON.stringify([VERSION, images, encoder])).digest("hex");
}

const pathOf = (folder: string, key: string) => join(folder, "features", `${key}.f32`);
/** What a computation has got so far, which was stopped or goes on. */
const begunOf = (folder: string, key: string) => `${pathOf(folder, key)}.begun`;
const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

/** Bytes of a SHA-256. */
const DIGEST = 32;
/** Images that are computed and kept at a time. */
export const BLOCK = 64;

/** Features of a set, and how they come about. */
export interface FeatureRequest {
  /** Where they are kept, and how much of all may be; absent, they are computed every time. */
  readonly cache?: { readonly folder: string; readonly limit: number };
  readonly key: string;
  readonly rows: number;
  readonly dimensions: number;
  /** Computes `count` rows from row `from` on. */
  compute(from: number, count: number): Promise<Float32Array>;
  /** Told that they cannot be kept. */
  warn(text: string): void;
}

/**
 * Features that are kept, or computes and keeps them: block by block, so that a computation which
 * was stopped goes on where it was. What was not used for longest goes where there is no room.
 *
 * @returns `[rows, dimensions]`
 */
export async function obtainFeatures(request: FeatureRequest): Promise<Float32Array> {
  const { cache, key, rows, dimensions, compute, warn } = request;
  const kept = cache && await readFeatures(cache.folder, key, rows * dimensions);
  if (kept) return kept;
  const features = new Float32Array(rows * dimensions);
  using begun = cache && await openBegun(cache.folder, key);
  let done = begun ? await resume(begun, features, dimensions) : 0, keeps = begun !== undefined;
  while (done < rows) {
    const count = Math.min(BLOCK, rows - done);
    const block = await compute(done, count);
    features.set(block, done * dimensions);
    done += count;
    if (begun && keeps) keeps = await append(begun, block).then(() => true, failed);
  }
  if (!cache) return features;
  await keepFeatures(cache, key, features).catch(failed);
  await Deno.remove(begunOf(cache.folder, key)).catch(() => {});
  return features;

  function failed(error: unknown): false {
    warn(`The features are not kept for the next time: ${messageOf(error)}`);
    return false;
  }
}

/** The file of what was begun, for one process at a time; nothing where it cannot be had. */
async function openBegun(folder: string, key: string): Promise<Deno.FsFile | undefined> {
  try {
    await Deno.mkdir(join(folder, "features"), { recursive: true });
    const file = await Deno.open(begunOf(folder, key), { read: true, write: true, create: true });
    if (await file.tryLock(true)) return file;
    file.close();
  } catch {
    // Then nothing is kept on the way; what is whole may be.
  }
  return undefined;
}

/** Reads whole blocks, each with its SHA-256, and cuts off what is not; gives the rows read. */
async function resume(
  file: Deno.FsFile,
  features: Float32Array,
  dimensions: number,
): Promise<number> {
  const rows = features.length / dimensions;
  let done = 0, at = 0;
  while (done < rows) {
    const numbers = Math.min(BLOCK, rows - done) * dimensions;
    const block = new Uint8Array(numbers * 4 + DIGEST);
    let read = 0;
    for (let n = 0; read < block.length; read += n) {
      n = await file.read(block.subarray(read)) ?? 0;
      if (n === 0) break;
    }
    const body = block.subarray(0, numbers * 4);
    if (read < block.length || !digestOf(body).equals(block.subarray(numbers * 4))) break;
    features.set(new Float32Array(block.buffer, 0, numbers), done * dimensions);
    done += numbers / dimensions;
    at += block.length;
  }
  await file.truncate(at);
  await file.seek(at, Deno.SeekMode.Start);
  return done;
}

async function append(file: Deno.FsFile, block: Float32Array): Promise<void> {
  const body = bytesOf(block), bytes = new Uint8Array(body.length + DIGEST);
  bytes.set(body);
  bytes.set(digestOf(body), body.length);
  for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
}

/**
 * Features that are kept: float32, then the SHA-256 of them.
 *
 * @param count Numbers that there must be.
 * @returns Nothing where there are none, or they are damaged.
 */
async function readFeatures(
  folder: string,
  key: string,
  count: number,
): Promise<Float32Array | undefined> {
  const path = pathOf(folder, key), bytes = await Deno.readFile(path).catch(() => undefined);
  if (bytes?.length !== count * 4 + DIGEST) return undefined;
  const numbers = bytes.subarray(0, count * 4);
  if (!digestOf(numbers).equals(bytes.subarray(count * 4))) return undefined;
  await touchEntry(path);
  return new Float32Array(numbers.buffer, 0, count);
}

/** Keeps features: written beside their place and renamed, so that they are whole or not there. */
async function keepFeatures(
  { folder, limit }: { readonly folder: string; readonly limit: number },
  key: string,
  features: Float32Array,
): Promise<void> {
  const path = pathOf(folder, key), part = `${path}.${crypto.randomUUID()}.part`;
  await Deno.mkdir(join(folder, "features"), { recursive: true });
  const numbers = bytesOf(features), bytes = new Uint8Array(numbers.length + DIGEST);
  bytes.set(numbers);
  bytes.set(digestOf(numbers), numbers.length);
  if (bytes.length > limit) return;
  await makeRoom(folder, bytes.length, limit);
  try {
    // Locked, so that nobody takes it for one that was left behind.
    using file = await Deno.open(part, { write: true, createNew: true });
    await file.lock(true);
    for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
    await Deno.rename(part, path);
  } catch (error) {
    await Deno.remove(part).catch(() => {});
    throw error;
  }
}
