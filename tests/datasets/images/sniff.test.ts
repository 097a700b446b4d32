import { strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { sniff } from "../../../datasets/images/sniff.ts";
import { encodeAs, ENCODED_FORMATS, flat } from "./encode.ts";

const text = (s: string) => Uint8Array.from(s, (c) => c.charCodeAt(0));

Deno.test("sniff() knows every format by its content", async () => {
  for (const format of ENCODED_FORMATS) {
    strictEqual(sniff(await encodeAs(format, 16, 16, flat(1, 2, 3))), format);
  }
  strictEqual(sniff(text("GIF89a......")), "gif");
  strictEqual(sniff(text("\0\0\0\x18ftypheic\0\0\0\0mif1heic")), "heic");
  strictEqual(sniff(text("\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf")), "avif");
  strictEqual(sniff(text("MM\0*\0\0\0\x08")), "tiff");
});

Deno.test("sniff() takes nothing else for an image", () => {
  const others = [
    "",
    "hello",
    "<!doctype html>",
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "%PDF-1.7",
    "BMW drives past the house",
    "RIFF\x10\0\0\0WAVEfmt ",
    "\0\0\0\x18ftypisom\0\0\0\0isommp42",
    "\xff\xd8",
  ];
  for (const other of others) strictEqual(sniff(text(other)), undefined, other);
});

Deno.test("sniff() never throws", () => {
  const starts = fc.constantFrom("", "BM", "RIFF", "\0\0\0\x18ftyp", "II*\0", "\x89PNG");
  fc.assert(fc.property(starts, fc.uint8Array({ maxLength: 80 }), (start, rest) => {
    sniff(Uint8Array.from([...text(start), ...rest]));
  }));
});
