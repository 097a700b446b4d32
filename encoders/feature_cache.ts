import { createHash } from "node:crypto";
import { join } from "node:path";

/** Changes whenever features would come out otherwise from the same weights and images. */
const VERSION = 1;

/** The key of features: of what images, by what weights, how prepared. */
export function featureKey(images: string, encoder: unknown): string {
  return createHash("sha256").update(JSON.stringify([VERSION, images, encoder])).digest("hex");
}

const pathOf = (folder: string, key: string) => join(folder, "features", `${key}.f32`);
const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

/**
 * Features that are kept: float32, then the SHA-256 of them.
 *
 * @param count Numbers that there must be.
 * @returns Nothing where there are none, or they are damaged.
 */
export async function readFeatures(
  folder: string,
  key: string,
  count: number,
): Promise<Float32Array | undefined> {
  const bytes = await Deno.readFile(pathOf(folder, key)).catch(() => undefined);
  if (bytes?.length !== count * 4 + 32) return undefined;
  const numbers = bytes.subarray(0, count * 4);
  return digestOf(numbers).equals(bytes.subarray(count * 4))
    ? new Float32Array(numbers.buffer, 0, count)
    : undefined;
}

/** Keeps features: written beside their place and renamed, so that they are whole or not there. */
export async function keepFeatures(
  folder: string,
  key: string,
  features: Float32Array,
): Promise<void> {
  const path = pathOf(folder, key), part = `${path}.${crypto.randomUUID()}.part`;
  await Deno.mkdir(join(folder, "features"), { recursive: true });
  const numbers = new Uint8Array(features.buffer, features.byteOffset, features.byteLength);
  const bytes = new Uint8Array(numbers.length + 32);
  bytes.set(numbers);
  bytes.set(digestOf(numbers), numbers.length);
  try {
    await Deno.writeFile(part, bytes, { createNew: true });
    await Deno.rename(part, path);
  } catch (error) {
    await Deno.remove(part).catch(() => {});
    throw error;
  }
}
