import { ok } from "node:assert/strict";
import fc from "fast-check";
import { CrlcError } from "../../core/errors.ts";

/** A reader of some kilobytes that takes longer hangs, as far as a person can tell; in milliseconds. */
const LONG = 20_000;
/** What a reader of some kilobytes may hold, in bytes. */
const MUCH = 512 * 2 ** 20;

/** Only a typed error may come out of a reader. */
export function typed(error: unknown): void {
  ok(error instanceof CrlcError, error instanceof Error ? error.stack : String(error));
}

/** Reads something strange: it gives a result or a typed error, soon and in little memory. */
export function withinBounds(read: () => void): void {
  const began = performance.now(), before = Deno.memoryUsage().rss;
  try {
    read();
  } catch (error) {
    typed(error);
  }
  ok(performance.now() - began < LONG, "it takes too long");
  ok(Deno.memoryUsage().rss - before < MUCH, "it takes too much memory");
}

/** A valid file with some bytes changed, cut or lengthened. */
export function damagedFrom(valid: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.record({ at: fc.nat(valid.length - 1), byte: fc.nat(255) });
  return fc.record({
    changes: fc.array(change, { maxLength: 8 }),
    length: fc.oneof(fc.constant(valid.length), fc.nat(valid.length + 64)),
  }).map(({ changes, length }) => {
    const bytes = new Uint8Array(length);
    bytes.set(valid.subarray(0, length));
    for (const { at, byte } of changes) if (at < length) bytes[at] = byte;
    return bytes;
  });
}
