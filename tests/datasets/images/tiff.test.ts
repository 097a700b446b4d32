import { deepStrictEqual, ok, rejects } from "node:assert/strict";
import { BadImage } from "../../../datasets/images/bad_image.ts";
import { decodeImage } from "../../../datasets/images/decode.ts";
import { type Parts, tiff } from "./tiff.ts";

const PALETTE = 3, YCBCR = 6;

/** The first row of a TIFF file as it is decoded. */
async function row(parts: Parts): Promise<number[][]> {
  const { width, data } = await decodeImage(tiff(parts));
  return Array.from({ length: width }, (_, i) => [...data.subarray(3 * i, 3 * i + 3)]);
}

const greys = (...values: number[]) => values.map((value) => [value, value, value]);

/** Bytes of numbers of 2 or 4 bytes. */
function pack(values: readonly number[], size: 2 | 4, little: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * size));
  values.forEach((value, i) =>
    size === 2 ? view.setUint16(2 * i, value, little) : view.setFloat32(4 * i, value, little)
  );
  return new Uint8Array(view.buffer);
}

Deno.test("a palette of 1, 2, 4 and 8 bits gives its colours", async () => {
  for (const bits of [1, 2, 4, 8]) {
    const colours = 2 ** bits, last = colours - 1;
    const map = new Array(3 * colours).fill(0);
    // The first colour is yellow, the last one blue.
    map[0] = map[colours] = 0xffff;
    map[3 * colours - 1] = 0x8000;
    const data = Uint8Array.of(bits === 8 ? 0 : last, last);
    const tags = { 258: [bits], 262: [PALETTE], 277: [1], 320: map };
    const pixels = await row({ width: 16 / bits, height: 1, tags, data });
    deepStrictEqual(pixels[0], [255, 255, 0], `${bits} bits`);
    deepStrictEqual(pixels.at(-1), [0, 0, 128], `${bits} bits`);
  }
});

Deno.test("grey of 2, 4, 8 and 16 bits spans black to white, either way", async () => {
  const parts = { width: 3, height: 1 };
  const cases: [number, Uint8Array, number[]][] = [
    [2, Uint8Array.of(0b00111000), [0, 255, 170]],
    [4, Uint8Array.of(0x0f, 0x80), [0, 255, 136]],
    [8, Uint8Array.of(0, 255, 136), [0, 255, 136]],
    [16, pack([0, 0xffff, 136 << 8], 2, true), [0, 255, 136]],
  ];
  for (const [bits, data, values] of cases) {
    const tags = (white: number) => ({ 258: [bits], 262: [white], 277: [1] });
    deepStrictEqual(await row({ ...parts, tags: tags(1), data }), greys(...values), `${bits} bits`);
    const inverted = await row({ ...parts, tags: tags(0), data });
    inverted.flat().forEach((value, i) => {
      ok(Math.abs(value - 255 + values[Math.floor(i / 3)]) <= 1, `${bits} bits: ${inverted}`);
    });
  }
});

Deno.test("grey with alpha lies over white, of 8 and of 16 bits in both byte orders", async () => {
  const tags = { 258: [8, 8], 262: [1], 277: [2], 338: [2] };
  const data = Uint8Array.of(10, 255, 99, 0, 0, 128);
  deepStrictEqual(await row({ width: 3, height: 1, tags, data }), greys(10, 255, 127));
  for (const little of [true, false]) {
    const deep = pack([10 << 8, 0xffff, 99 << 8, 0, 0, 128 << 8], 2, little);
    const parts = { width: 3, height: 1, tags: { ...tags, 258: [16, 16] }, data: deep, little };
    deepStrictEqual(await row(parts), greys(10, 255, 127));
  }
});

Deno.test("colours that are multiplied by their alpha are not darkened by it again", async () => {
  const grey = { 258: [8, 8], 262: [1], 277: [2], 338: [1] };
  const data = Uint8Array.of(50, 128, 0, 0, 7, 255);
  deepStrictEqual(await row({ width: 3, height: 1, tags: grey, data }), greys(177, 255, 7));
  const colours = { 258: [8, 8, 8, 8], 262: [2], 277: [4], 338: [1] };
  const pixel = Uint8Array.of(128, 0, 64, 128);
  deepStrictEqual(await row({ width: 1, height: 1, tags: colours, data: pixel }), [[
    255,
    127,
    191,
  ]]);
});

Deno.test("a sample beside the colours that means nothing is no alpha", async () => {
  const tags = { 258: [8, 8], 262: [1], 277: [2], 338: [0] };
  const data = Uint8Array.of(50, 128, 0, 0, 7, 255);
  deepStrictEqual(await row({ width: 3, height: 1, tags, data }), greys(50, 0, 7));
});

Deno.test("floating point from 0 to 1 is read, and nothing else is guessed", async () => {
  for (const little of [true, false]) {
    const tags = { 258: [32], 262: [1], 277: [1], 339: [3] };
    const grey = (...values: number[]) =>
      row({ width: values.length, height: 1, tags, little, data: pack(values, 4, little) });
    deepStrictEqual(await grey(0, 0.5, 1), greys(0, 128, 255));
    for (const values of [[0, 255], [-0.1, 0], [0, NaN]]) {
      await rejects(
        grey(...values),
        /^BadImage: .* not all of them from 0 to 1, so .*: convert it/,
      );
    }
    const colours = { 258: [32, 32, 32], 262: [2], 277: [3], 339: [3, 3, 3] };
    const data = pack([0, 0.5, 1], 4, little);
    const pixels = await row({ width: 1, height: 1, tags: colours, data, little });
    deepStrictEqual(pixels, [[0, 128, 255]]);
  }
});

Deno.test("a TIFF file that is not read says what it is and what to do", async () => {
  const grey = { 258: [8], 262: [1], 277: [1] };
  const cases: [Parts["tags"], RegExp][] = [
    [{ ...grey, 258: [32] }, /of 32-bit whole numbers/],
    [{ ...grey, 339: [2] }, /of signed numbers/],
    [{ ...grey, 258: [64], 339: [3] }, /of 64-bit floating-point numbers/],
    [{ 258: [8, 8, 8], 262: [8], 277: [3] }, /of CIELab colours/],
    [{ 258: [8, 8, 8], 262: [YCBCR], 277: [3] }, /of YCbCr colours without JPEG compression/],
  ];
  for (const [tags, what] of cases) {
    await rejects(row({ width: 1, height: 1, tags, data: new Uint8Array(64) }), (error) => {
      ok(error instanceof BadImage, String(error));
      ok(/^is a TIFF file .*, which is not read: convert it to 8 bits RGB$/.test(error.message));
      return what.test(error.message) || error.message;
    });
  }
  for (const compression of [50000, 34712, 6]) {
    const tags = { ...grey, 259: [compression] };
    await rejects(row({ width: 1, height: 1, tags, data: new Uint8Array(64) }), BadImage);
  }
});

Deno.test("a JPEG within may not be larger than the picture says", async () => {
  const frame = Uint8Array.of(
    ...[0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0xff, 0xff],
    ...[3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xd9],
  );
  const tags = { 258: [8, 8, 8], 259: [7], 262: [YCBCR], 277: [3] };
  const before = Deno.memoryUsage().rss;
  await rejects(row({ width: 1, height: 1, tags, data: frame }), BadImage);
  ok(Deno.memoryUsage().rss - before < 100e6, "it takes too much memory");
});
