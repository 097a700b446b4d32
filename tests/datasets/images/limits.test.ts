import { ok, rejects, strictEqual } from "node:assert/strict";
import { bytesNeeded, mostPixels, ROOM } from "../../../datasets/images/limits.ts";
import { decodeImage } from "../../../datasets/images/decode.ts";
import { png } from "./encode.ts";

Deno.test("an image of the most pixels fits the room, with its file, and no larger one does", () => {
  for (const kind of ["AVIF", "JPEG", "progressive JPEG", "TIFF"] as const) {
    for (const [fileBytes, four, sampleBytes] of [[1e6, false, 1], [300e6, true, 2]] as const) {
      const facts = { kind, fileBytes, four, sampleBytes, pixels: 0 };
      const pixels = mostPixels(facts);
      ok(bytesNeeded({ ...facts, pixels }) <= ROOM, kind);
      ok(pixels === 100e6 || bytesNeeded({ ...facts, pixels: pixels + 1 }) > ROOM, kind);
    }
  }
  strictEqual(mostPixels({ kind: "PNG", pixels: 1, fileBytes: ROOM + 1 }), 0);
});

Deno.test("a GIF of 100 megapixels may be read, in a file of 45 MB", () => {
  strictEqual(mostPixels({ kind: "GIF", pixels: 1, fileBytes: 45e6 }), 100e6);
});

/** A JPEG file that says it is of a size, in progressive scans or not. */
function jpeg(frame: 0xc0 | 0xc2, width: number, height: number): Uint8Array {
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, frame, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255],
    ...[3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0],
    ...[1, 2, 3, 0xff, 0xd9],
  ]);
}

Deno.test("decodeImage() refuses what would take too much memory, by its header", async () => {
  const before = Deno.memoryUsage().rss;
  await rejects(
    decodeImage(jpeg(0xc0, 20_000, 20_000)),
    /has 400 megapixels, and \d+ are the most/,
  );
  await rejects(
    decodeImage(jpeg(0xc2, 9_900, 9_900)),
    /for progressive JPEG files like this one: resize it$/,
  );
  await rejects(
    decodeImage(png(20_000, 20_000, 8, 2, new Uint8Array(20_000))),
    /for PNG files/,
  );
  ok(Deno.memoryUsage().rss - before < 100e6, "it takes too much memory");
});
