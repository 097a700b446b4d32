import { strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import config from "../../../deno.json" with { type: "json" };
import { BadImage } from "../../../datasets/images/bad_image.ts";
import { DECODING } from "../../../datasets/images/decoding.ts";
import { prepareImage } from "../../../datasets/images/prepare.ts";
import golden from "../../golden/images.json" with { type: "json" };

/** What came of the files below, by the number of the way they are decoded. */
const KNOWN: Readonly<Record<number, string>> = {
  1: "c58357a43341cff8",
  2: "c751dfec5005e131",
  3: "e86bad246281efde",
  4: "c9787a187a43f27e",
  // GIF files of 97 to 100 megapixels are read, and those with transparent pixels from 74.
  5: "c9787a187a43f27e",
  // Of 16 bits those that use the lower ones alone are brightened.
  6: "c9787a187a43f27e",
  // HEIC files are read, by an optional part.
  7: "c9787a187a43f27e",
};

// JPEG and AVIF may differ by one between processors: of those the reasons alone are looked at.
const files = golden.cases.filter(({ name }) => !/JPEG|jpeg|AVIF|WebP/.test(name))
  .flatMap(({ file }) => {
    const bytes = Uint8Array.fromBase64(file);
    return [bytes, bytes.subarray(0, bytes.length / 2)];
  });

Deno.test("DECODING has another number for every way in which images are decoded", async () => {
  const hash = createHash("sha256").update(config.imports.sharp);
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
