/**
 * A text that a person may have saved with any program: UTF-8, or UTF-16 where a byte order mark
 * says so. The mark is no part of the text.
 *
 * @example
 * ```ts
 * import { decodeText } from "./read_text.ts";
 * import { strictEqual } from "node:assert/strict";
 *
 * strictEqual(decodeText(Uint8Array.of(0xff, 0xfe, 0x41, 0)), "A");
 * ```
 */
export function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe
    ? "utf-16le"
    : a === 0xfe && b === 0xff
    ? "utf-16be"
    : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/** Reads a text file of a person: see {@link decodeText}. */
export async function readText(path: string): Promise<string> {
  return decodeText(await Deno.readFile(path));
}
