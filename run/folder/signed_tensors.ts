import { createHash } from "node:crypto";
import { encodeSafetensors, type SafetensorsFile } from "./safetensors.ts";

/** Stands in the header where the digest will, while it is taken. */
const PLACEHOLDER = "0".repeat(64);

/**
 * A safetensors file that holds its own SHA-256, as `sha256` of its metadata; the digest is taken
 * with zeros in its place.
 *
 * @example
 * ```ts
 * import { decodeSafetensors } from "./safetensors.ts";
 * import { encodeSigned, isSigned } from "./signed_tensors.ts";
 * import { ok } from "node:assert/strict";
 *
 * const ids = { dtype: "I32", shape: [2], data: Int32Array.of(3, 1) } as const;
 * const bytes = encodeSigned({ tensors: { ids }, metadata: { format: "mine" } });
 * ok(isSigned(bytes, decodeSafetensors(bytes)));
 * bytes[bytes.length - 1] ^= 1;
 * ok(!isSigned(bytes, decodeSafetensors(bytes)));
 * ```
 */
export function encodeSigned({ tensors, metadata }: SafetensorsFile): Uint8Array<ArrayBuffer> {
  const { format, ...rest } = metadata;
  const bytes = encodeSafetensors({
    tensors,
    metadata: { format, sha256: PLACEHOLDER, ...rest },
  });
  const digest = createHash("sha256").update(bytes).digest("hex");
  bytes.set(new TextEncoder().encode(digest), environmentOf(bytes, PLACEHOLDER));
  return bytes;
}

/** Whether not a bit has changed since the file was signed. */
export function isSigned(
  bytes: Uint8Array,
  { metadata: { sha256 = "" } }: Pick<SafetensorsFile, "metadata">,
): boolean {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return false;
  const at = environmentOf(bytes, sha256);
  if (at < 0) return false;
  const hash = createHash("sha256").update(bytes.subarray(0, at)).update(PLACEHOLDER);
  return hash.update(bytes.subarray(at + PLACEHOLDER.length)).digest("hex") === sha256;
}

/** Where a digest stands in the header; -1 where it does not. */
function environmentOf(bytes: Uint8Array, digest: string): number {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const at = new TextDecoder("latin1").decode(bytes.subarray(8, 8 + length)).indexOf(digest);
  return at < 0 ? at : 8 + at;
}
