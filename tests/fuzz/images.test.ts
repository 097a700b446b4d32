import { ok, strictEqual } from "node:assert/strict";
import { Transformer } from "@napi-rs/image";
import fc from "fast-check";
import { BadImage } from "../../datasets/images/bad_image.ts";
import { prepareImage } from "../../datasets/images/prepare.ts";
import { counted, times } from "../run/survival/share.ts";
import { damagedFrom } from "./strange.ts";

const SIDE = 8;
/** Cases of each format; together more than 10,000. */
const numRuns = times(40, 2500);

/** A small picture in each format that crlc reads and the encoder writes. */
async function pictures(): Promise<Record<string, Uint8Array>> {
  const pixels = new Uint8Array(12 * 10 * 4).map((_, i) => i % 4 === 3 ? 255 : (i * 37) % 251);
  const picture = () => Transformer.fromRgbaPixels(pixels, 12, 10);
  return {
    png: await picture().png(),
    jpeg: await picture().jpeg(),
    webp: await picture().webp(),
    bmp: await picture().bmp(),
    tiff: await picture().tiff(),
  };
}

for (const [format, valid] of Object.entries(await pictures())) {
  Deno.test(`strange ${format} files give a square or a reason`, async () => {
    strictEqual((await prepareImage(valid, SIDE)).length, SIDE * SIDE * 3);
    const before = Deno.memoryUsage().rss;
    // Most damage where the header is: it says how much to allocate.
    const header = fc.record({ at: fc.nat(Math.min(63, valid.length - 1)), byte: fc.nat(255) })
      .map(({ at, byte }) => valid.with(at, byte));
    const strange = fc.oneof(damagedFrom(valid), header);
    await fc.assert(
      fc.asyncProperty(strange, async (bytes) => {
        try {
          strictEqual((await prepareImage(bytes, SIDE)).length, SIDE * SIDE * 3);
        } catch (error) {
          ok(error instanceof BadImage, error instanceof Error ? error.stack : String(error));
        }
      }),
      { numRuns },
    );
    ok(Deno.memoryUsage().rss - before < 2 ** 30, "it takes too much memory");
    counted({ [format]: numRuns });
  });
}
