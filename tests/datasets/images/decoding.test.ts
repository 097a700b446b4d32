import { strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import config from "../../../deno.json" with { type: "json" };
import { BadImage } from "../../../datasets/images/bad_image.ts";
import { DECODING } from "../../../datasets/images/decoding.ts";
import { prepareImage } from "../../../datasets/images/prepare.ts";
import { tiff } from "./tiff/tiff.ts";
import { encode, ENCODED_FORMATS, exif, withExif } from "./encode.ts";

/** What came of the files below, by the number of the way they are decoded. */
const KNOWN: Readonly<Record<number, string>> = {
  1: "c58357a43341cff8",
  2: "c751dfec5005e131",
  3: "e86bad246281efde",
};

const picture = (x: number, y: number) => [x * 9, y * 11, (x * y) % 256, 255 - x];
const grey = () => [128, 128, 128];
const jpeg = encode("jpeg", 23, 17, picture);
const gif = Uint8Array.from([
  ...[..."GIF89a"].map((c) => c.charCodeAt(0)),
  ...[1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0],
  ...[2, 2, 0x44, 1, 0, 0x3b],
]);
/** Formats whose pixels may differ by one between processors, which a flat grey does not. */
const LOSSY = new Set(["jpeg", "avif"]);
const files = [
  ...ENCODED_FORMATS.map((format) => encode(format, 23, 17, LOSSY.has(format) ? grey : picture)),
  withExif(encode("jpeg", 23, 17, grey), exif(6)),
  gif,
  jpeg.subarray(0, jpeg.length - 2),
  new TextEncoder().encode("text"),
  tiff({
    width: 2,
    height: 1,
    tags: { 258: [8], 262: [3], 277: [1], 320: Array.from({ length: 768 }, (_, i) => i * 80) },
    data: Uint8Array.of(3, 200),
  }),
];

Deno.test("DECODING has another number for every way in which images are decoded", async () => {
  const hash = createHash("sha256").update(config.imports["@napi-rs/image"])
    .update(config.imports.omggif);
  for (const file of files) {
    try {
      hash.update(await prepareImage(file, 9));
    } catch (error) {
      if (!(error instanceof BadImage)) throw error;
      hash.update(error.message);
    }
  }
  const found = hash.digest("hex").slice(0, 16);
  const advice =
    `images are decoded differently from before: raise DECODING, and enter ${found} here`;
  strictEqual(found, KNOWN[DECODING], advice);
});
