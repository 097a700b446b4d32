import { crc32 } from "node:zlib";
import type { TrainingState } from "../folder/checkpoint.ts";

/** A number that tells whether two ranks have the same weights. */
export async function weightsDigest({ weights }: TrainingState): Promise<string> {
  let digest = 0;
  for (const name of Object.keys(weights).sort()) {
    const { buffer, byteOffset, byteLength } = await weights[name].data();
    digest = crc32(new Uint8Array(buffer, byteOffset, byteLength), digest);
  }
  return digest.toString(16);
}
