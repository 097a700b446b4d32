import { ok, rejects, strictEqual } from "node:assert/strict";
import { bytesNeeded, mostPixels, ROOM } from "../../../datasets/images/costs.ts";
import { prepareImage } from "../../../datasets/images/prepare.ts";
import { encode, flat } from "./encode.ts";

Deno.test("an image of the most pixels fits the room, with its file, and no larger one does", () => {
  const kinds = ["AVIF", "JPEG", "progressive JPEG of four colours", "PNG of 16 bits"] as const;
  for (const kind of kinds) {
    for (const file of [1e6, 300e6]) {
      const most = mostPixels(kind, file);
      ok(bytesNeeded(kind, most, file) <= ROOM, kind);
      ok(most === 100e6 || bytesNeeded(kind, most + 1, file) > ROOM, kind);
    }
  }
  strictEqual(mostPixels("PNG", 1e6), 100e6);
  strictEqual(mostPixels("PNG", ROOM + 1), 0);
});

/** A JPEG file that says it is of another size, and progressive in several scans. */
function progressive(width: number, height: number, components: number): Uint8Array {
  const parts = Array.from({ length: components }, (_, i) => [i + 1, 0x11, 0]).flat();
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3];
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xc2, 0, 8 + 3 * components, 8, height >> 8, height & 255],
    ...[width >> 8, width & 255, components, ...parts, ...scan, ...scan, 0xff, 0xd9],
  ]);
}

Deno.test("prepareImage() refuses what would take too much memory, by its header", async () => {
  const jpeg = (components: number) => prepareImage(progressive(9_900, 9_900, components), 8);
  await rejects(
    jpeg(4),
    /^BadImage: has 99 megapixels, and 66 are the most for progressive JPEG of/,
  );
  await rejects(
    jpeg(3),
    /^BadImage: has 99 megapixels, and 82 are the most for progressive JPEG in/,
  );
  // Small enough for one channel, so that the decoder is asked, which finds it damaged.
  await rejects(jpeg(1), /^BadImage: cannot be decoded: /);

  const png = encode("png", 8, 8, flat(1, 2, 3)), view = new DataView(png.buffer);
  for (const [bits, type, most] of [[8, 2, 100], [8, 6, 93], [16, 2, 63], [16, 6, 46]]) {
    view.setUint32(16, 20_000);
    view.setUint32(20, 20_000);
    png.set([bits, type], 24);
    await rejects(
      prepareImage(png, 8),
      new RegExp(`400 megapixels, and ${most} are the most for PNG`),
    );
  }
});
