import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { byteOfSixteen, digits } from "../../../datasets/digits/digits.ts";
import { allPixels } from "../pixels.ts";

const open = (split = "train") => digits.open({ root: "", split, options: digits.options({}) });

Deno.test("digits holds the 1,797 images of the UCI test part", async () => {
  const set = await open();
  deepStrictEqual([set.length, set.height, set.width, set.channels], [1797, 8, 8, 1]);
  const counts = new Array(10).fill(0);
  for (const label of (await set.labels())!) counts[label]++;
  deepStrictEqual(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
});

Deno.test("digits starts with the zero that scikit-learn shows", async () => {
  const first = (await allPixels(await open())).subarray(0, 64);
  // deno-fmt-ignore
  const sixteenths = [
    0, 0, 5, 13, 9, 1, 0, 0,
    0, 0, 13, 15, 10, 15, 5, 0,
    0, 3, 15, 2, 0, 11, 8, 0,
    0, 4, 12, 0, 0, 8, 8, 0,
    0, 5, 8, 0, 0, 9, 8, 0,
    0, 4, 11, 0, 1, 12, 7, 0,
    0, 2, 14, 5, 10, 12, 0, 0,
    0, 0, 6, 13, 10, 0, 0, 0,
  ];
  deepStrictEqual([...first].map((byte) => Math.round(byte / 255 * 16)), sixteenths);
  strictEqual((await open()).name(3), "digits#3");
});

Deno.test("byteOfSixteen() is as near to value / 16 as a byte gets", () => {
  for (let value = 0; value <= 16; value++) {
    const error = Math.abs(byteOfSixteen(value) / 255 - value / 16);
    ok(error <= 0.5 / 255 + 1e-12);
    for (let byte = 0; byte <= 255; byte++) ok(Math.abs(byte / 255 - value / 16) >= error);
  }
  deepStrictEqual([byteOfSixteen(0), byteOfSixteen(16)], [0, 255]);
});

Deno.test("digits has no split test", async () => {
  await rejects(open("test"), {
    code: "UNKNOWN_SPLIT",
    message: 'Cannot open split "test" of data set "digits": known splits are train',
  });
});
