import { deepStrictEqual, ok } from "node:assert/strict";
import { decodeImage } from "../../datasets/images/decode.ts";
import golden from "./images.json" with { type: "json" };

for (const { name, width, height, tolerance, file, rgb } of golden.cases) {
  Deno.test(`${name} is decoded as by Pillow, upright`, async () => {
    const image = await decodeImage(Uint8Array.fromBase64(file));
    deepStrictEqual([image.width, image.height], [width, height]);
    const expected = Uint8Array.fromBase64(rgb);
    const worst = expected.reduce(
      (most, byte, i) => Math.max(most, Math.abs(byte - image.data[i])),
      0,
    );
    ok(worst <= tolerance, `differs by ${worst}`);
  });
}
