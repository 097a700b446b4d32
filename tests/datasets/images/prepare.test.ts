import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { crc32 } from "node:zlib";
import { BadImage } from "../../../datasets/images/bad_image.ts";
import { prepareImage, squareOf } from "../../../datasets/images/prepare.ts";
import { encode, ENCODED_FORMATS, exif, withExif } from "./encode.ts";

/** An image by formula, so that Pillow could be given the same one. */
function formula(width: number, height: number): Uint8Array {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++, i++) {
        data[i] = x * x * 3 + y * y * 5 + x * y * 7 + c * 97 + Math.floor(x * (c + 1) / 3);
      }
    }
  }
  return data;
}

const square = (width: number, height: number, side: number, orientation = 1) =>
  squareOf({ width, height, data: formula(width, height), orientation }, side);

Deno.test("squareOf() is Pillow's resize and crop, to the bit", () => {
  // Pillow 11.3: resize((w', h'), BILINEAR) with the short side `side`, then crop as torchvision does.
  const cases: [number, number, number, string][] = [
    [50, 37, 16, "a2f93445"],
    [37, 50, 16, "cc3b8896"],
    [16, 16, 16, "f7108ab3"],
    [20, 31, 64, "b1ec5465"],
    [7, 5, 12, "e9e94870"],
    [301, 200, 48, "81aec01a"],
    [1, 1, 8, "953a0a5c"],
    [33, 1, 8, "af452e37"],
    [97, 96, 32, "7e658717"],
    [64, 23, 23, "90c0033b"],
  ];
  for (const [width, height, side, crc] of cases) {
    strictEqual(crc32(square(width, height, side)).toString(16), crc, `${width} x ${height}`);
  }
});

Deno.test("squareOf() turns as Pillow does: to the bit, or by one where rows become columns", () => {
  // Pillow 11.3: transpose, then resize and crop; CRC-32, or the first six bytes.
  const exact = { 2: "fa79c479", 3: "a90c3851", 4: "02577ef3" };
  for (const [orientation, crc] of Object.entries(exact)) {
    strictEqual(crc32(square(50, 37, 16, Number(orientation))).toString(16).padStart(8, "0"), crc);
  }
  const near = {
    5: [124, 133, 90, 131, 102, 142],
    6: [110, 137, 143, 94, 121, 154],
    7: [135, 138, 103, 136, 115, 106],
    8: [165, 93, 159, 119, 149, 113],
  };
  for (const [orientation, bytes] of Object.entries(near)) {
    const turned = square(50, 37, 16, Number(orientation));
    bytes.forEach((byte, i) => ok(Math.abs(turned[i] - byte) <= 1, `orientation ${orientation}`));
  }
});

Deno.test("squareOf() computes no more of a long strip than its middle", () => {
  const strip = {
    width: 1_000_000,
    height: 1,
    data: new Uint8Array(3_000_000).fill(9),
    orientation: 1,
  };
  ok(squareOf(strip, 64).every((byte) => byte === 9));
  ok(squareOf({ ...strip, width: 1, height: 1_000_000, orientation: 6 }, 64).every((b) => b === 9));
});

const corners = (x: number, y: number) => [x < 16 ? 230 : 30, y < 8 ? 230 : 30, 120];

Deno.test("prepareImage() reads every format alike", async () => {
  const [first, ...others] = await Promise.all(
    ["png" as const, ...ENCODED_FORMATS].map((f) => prepareImage(encode(f, 32, 16, corners), 8)),
  );
  deepStrictEqual([...first.subarray(0, 3)], [230, 230, 120]);
  deepStrictEqual([...first.subarray(-3)], [30, 30, 120]);
  others.forEach((other, i) => {
    const worst = other.reduce((most, byte, j) => Math.max(most, Math.abs(byte - first[j])), 0);
    // JPEG and AVIF lose a little, most at the edge between the colours.
    ok(worst <= (i === ENCODED_FORMATS.indexOf("png") ? 0 : 12), `${ENCODED_FORMATS[i]}: ${worst}`);
  });
});

Deno.test("prepareImage() reads an AVIF that names a more general brand first", async () => {
  const file = encode("avif", 32, 16, corners);
  const expected = await prepareImage(file, 8);
  for (const brand of ["avis", "mif1"]) {
    const other = file.slice();
    other.set(new TextEncoder().encode(brand), 8);
    deepStrictEqual(await prepareImage(other, 8), expected);
  }
});

Deno.test("prepareImage() turns a photo upright", async () => {
  const photo = encode("jpeg", 32, 32, (x, y) => x < 16 && y < 16 ? [240, 20, 20] : [20, 20, 20]);
  const corner = async (orientation: number) => {
    const out = await prepareImage(withExif(photo, exif(orientation)), 8);
    const red = [0, 7 * 3, 7 * 8 * 3, 63 * 3].map((i) => out[i] > 128);
    return ["top left", "top right", "bottom left", "bottom right"][red.indexOf(true)];
  };
  const where = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(corner));
  deepStrictEqual(where, [
    "top left",
    "top right",
    "bottom right",
    "bottom left",
    "top left",
    "top right",
    "bottom right",
    "bottom left",
  ]);
});

Deno.test("prepareImage() shows white through a transparent picture", async () => {
  const png = encode("png", 8, 8, () => [0, 0, 0, 0]);
  ok((await prepareImage(png, 8)).every((byte) => byte === 255));
});

Deno.test("prepareImage() says what is wrong with a file", async () => {
  const text = (s: string) => new TextEncoder().encode(s);
  const png = encode("png", 32, 16, corners), jpeg = encode("jpeg", 32, 16, corners);
  const huge = png.slice();
  new DataView(huge.buffer).setUint32(16, 20_000);
  new DataView(huge.buffer).setUint32(20, 20_000);
  const changed = png.slice();
  changed[png.length - 20] ^= 1;
  const cases: [Uint8Array, RegExp][] = [
    [new Uint8Array(), /^is empty$/],
    [text("just some text"), /^is not an image$/],
    [text("<!doctype html><html>"), /^is not an image$/],
    [text("GIF89a......".replaceAll(".", "\0")), /^is damaged: its GIF header cannot be read/],
    [huge, /^has 400 megapixels, and 93 are the most for PNG with alpha: resize it$/],
    [jpeg.subarray(0, jpeg.length - 2), /^is cut: its end is missing$/],
    [jpeg.subarray(0, 20), /^is damaged: its JPEG header cannot be read$/],
    [png.subarray(0, png.length - 12), /^is cut: its end is missing$/],
    [changed, /^cannot be decoded: /],
  ];
  for (const [bytes, message] of cases) {
    await rejects(prepareImage(bytes, 8), (error) => {
      ok(error instanceof BadImage, String(error));
      return message.test(error.message) || error.message;
    });
  }
});

Deno.test("prepareImage() notices a cut file of every format", async () => {
  for (const format of ENCODED_FORMATS) {
    const file = encode(format, 32, 16, corners);
    for (const share of [0.3, 0.6, 0.9]) {
      const cut = file.subarray(0, Math.floor(file.length * share));
      await rejects(prepareImage(cut, 8), BadImage, `${format} cut at ${share}`);
    }
  }
});
