import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { crc32 } from "node:zlib";
import { prepareImage, squareOf } from "../../../datasets/images/prepare.ts";
import type { SquareForm } from "../../../datasets/images/square_form.ts";
import reduced from "../../golden/reduced.json" with { type: "json" };
import { encode, encodeAs, ENCODED_FORMATS, exif, withExif } from "./encode.ts";

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

const square = (width: number, height: number, side: number, form: SquareForm = {}) =>
  squareOf({ width, height, data: formula(width, height), full: [width, height] }, side, form);

Deno.test("squareOf() is Pillow's resize and crop, to the bit", () => {
  // Pillow 13.0: with the short side `side` and a crop as torchvision does it, bilinear and bicubic,
  // then resize((side, side), BICUBIC).
  const cases: [number, number, number, ...string[]][] = [
    [50, 37, 16, "a2f93445", "84d9aaf8", "f362d0ef"],
    [37, 50, 16, "cc3b8896", "20031646", "ae32522e"],
    [16, 16, 16, "f7108ab3", "f7108ab3", "f7108ab3"],
    [20, 31, 64, "b1ec5465", "a03e1e73", "ea107b36"],
    [7, 5, 12, "e9e94870", "c05c05fa", "4ab50e74"],
    [301, 200, 48, "81aec01a", "3a2d68ef", "c98cc421"],
    [1, 1, 8, "953a0a5c", "953a0a5c", "953a0a5c"],
    [33, 1, 8, "af452e37", "efc1bb5b", "c5c7c760"],
    [97, 96, 32, "7e658717", "c0e8381a", "c0e8381a"],
    [64, 23, 23, "90c0033b", "90c0033b", "44a3f262"],
  ];
  const forms: SquareForm[] = [{}, { interpolation: "bicubic" }, {
    interpolation: "bicubic",
    fit: "squeeze",
  }];
  for (const [width, height, side, ...expected] of cases) {
    const found = forms.map((form) => crc32(square(width, height, side, form)).toString(16));
    deepStrictEqual(found, expected, `${width} x ${height}`);
  }
});

Deno.test("squareOf() computes no more of a long strip than its middle", () => {
  const data = new Uint8Array(3_000_000).fill(9), long = 1_000_000;
  for (const [width, height] of [[long, 1], [1, long]] as const) {
    ok(squareOf({ width, height, data, full: [width, height] }, 64).every((byte) => byte === 9));
  }
});

Deno.test("squareOf() takes the middle of the whole image, at whatever scale it was decoded", () => {
  const whole = square(240, 101, 16);
  const half = squareOf({ width: 120, height: 50, data: formula(120, 50), full: [240, 101] }, 16);
  strictEqual(half.length, whole.length);
});

const corners = (x: number, y: number) => [x < 16 ? 230 : 30, y < 8 ? 230 : 30, 120];

Deno.test("prepareImage() reads every format alike", async () => {
  const files = await Promise.all(ENCODED_FORMATS.map((f) => encodeAs(f, 32, 16, corners)));
  const [first, ...others] = await Promise.all(
    [encode("png", 32, 16, corners), ...files].map((file) => prepareImage(file, 8)),
  );
  deepStrictEqual([...first.subarray(0, 3)], [230, 230, 120]);
  deepStrictEqual([...first.subarray(-3)], [30, 30, 120]);
  others.forEach((other, i) => {
    const worst = other.reduce((most, byte, j) => Math.max(most, Math.abs(byte - first[j])), 0);
    // JPEG, AVIF and the palette of GIF lose a little, most at the edge between the colours.
    ok(
      worst <= (/png|tiff|webp/.test(ENCODED_FORMATS[i]) ? 0 : 25),
      `${ENCODED_FORMATS[i]}: ${worst}`,
    );
  });
});

Deno.test("prepareImage() turns a photo upright, at full scale and reduced", async () => {
  const paint = (size: number) => (x: number, y: number) =>
    x < size / 2 && y < size / 2 ? [240, 20, 20] : [20, 20, 20];
  for (const size of [32, 160]) {
    const photo = await encodeAs("jpeg", size, size, paint(size));
    const corner = async (orientation: number) => {
      const out = await prepareImage(withExif(photo, exif(orientation)), 8);
      const red = [0, 7 * 3, 7 * 8 * 3, 63 * 3].map((i) => out[i] > 128);
      return ["top left", "top right", "bottom left", "bottom right"][red.indexOf(true)];
    };
    const half = ["top left", "top right", "bottom right", "bottom left"];
    deepStrictEqual(
      await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(corner)),
      [...half, "top left", "top right", "bottom right", "bottom left"],
    );
  }
});

// Pillow 12.3 decodes the file at full scale, then resizes with BILINEAR and crops.
Deno.test("a JPEG decoded at a reduced scale is near what Pillow makes of the whole", async () => {
  const [{ file, squares }] = reduced.cases;
  for (const [side, rgb] of Object.entries(squares)) {
    const square = await prepareImage(Uint8Array.fromBase64(file), Number(side));
    const differences = Uint8Array.fromBase64(rgb).map((byte, i) => Math.abs(byte - square[i]));
    const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length;
    ok(mean < 1 && Math.max(...differences) <= 8, `${mean}, ${Math.max(...differences)}`);
  }
});
