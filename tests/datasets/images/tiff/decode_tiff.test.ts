import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { BadImage } from "../../../../datasets/images/bad_image.ts";
import { decodeImage } from "../../../../datasets/images/decode.ts";
import { encode, flat } from "../encode.ts";
import { type Parts, tiff } from "./tiff.ts";

// Made with Pillow 12.2 and libtiff: red on the left, blue on the right, 16 x 16. YCbCr in JPEG;
// grey with half an alpha, LZW, differences; floating point of 1/4 and 1, deflated.
const YCBCR_JPEG = Uint8Array.fromBase64(
  "SUkqAEoAAAD/2P/AABEIABAAEAMBEQACEQEDEQH/2gAMAwEAAhEDEQA/APMq/JD+vTnK/wBIz/NU6Ov83D/So5yv9I" +
    "z/ADVP/9kNAAABAwABAAAAEAAAAAEBAwABAAAAEAAAAAIBAwADAAAA7AAAAAMBAwABAAAABwAAAAYBAwABAAAABgAA" +
    "ABEBBAABAAAACAAAABUBAwABAAAAAwAAABYBAwABAAAAEAAAABcBBAABAAAAQgAAABwBAwABAAAAAQAAAFsBBwA+Ag" +
    "AAIgEAABICAwACAAAAAQABABQCBQAGAAAA8gAAAAAAAAAIAAgACAAAAAAAAQAAAP8AAAABAAAAgAAAAAEAAAD/AAAA" +
    "AQAAAIAAAAABAAAA/wAAAAEAAAD/2P/bAEMAAwICAwICAwMDAwQDAwQFCAUFBAQFCgcHBggMCgwMCwoLCw0OEhANDh" +
    "EOCwsQFhARExQVFRUMDxcYFhQYEhQVFP/bAEMBAwQEBQQFCQUFCRQNCw0UFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU" +
    "FBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAw" +
    "MCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5" +
    "OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ub" +
    "rCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/EAB8BAAMBAQEBAQEBAQEAAAAAAAABAgMEBQYH" +
    "CAkKC//EALURAAIBAgQEAwQHBQQEAAECdwABAgMRBAUhMQYSQVEHYXETIjKBCBRCkaGxwQkjM1LwFWJy0QoWJDThJf" +
    "EXGBkaJicoKSo1Njc4OTpDREVGR0hJSlNUVVZXWFlaY2RlZmdoaWpzdHV2d3h5eoKDhIWGh4iJipKTlJWWl5iZmqKj" +
    "pKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uLj5OXm5+jp6vLz9PX29/j5+v/Z",
);
const GREY_ALPHA = Uint8Array.fromBase64(
  "SUkqAGAAAACAGRAACCQWDQZ5weFQaBQuFwmHQqGxGERSDxOLACIRkARiLRuMx6KSCLSKIySKSaHSiIyqHxyCS6FSyH" +
    "TKDzSFzaKzCdQWcRKBxyfxegxmhwyix+YACAgADAAAAQMAAQAAABAAAAABAQMAAQAAABAAAAACAQMAAgAAAAgACAAD" +
    "AQMAAQAAAAUAAAAGAQMAAQAAAAEAAAARAQQAAQAAAAgAAAAVAQMAAQAAAAIAAAAWAQMAAQAAABAAAAAXAQQAAQAAAF" +
    "cAAAAcAQMAAQAAAAEAAAA9AQMAAQAAAAIAAABSAQMAAQAAAAIAAAAAAAAA",
);
const FLOAT = Uint8Array.fromBase64(
  "SUkqACIAAAB4nGNgaLBjwI/tCeBR/aP6R/UPUf0A08S+gQoAAAEDAAEAAAAQAAAAAQEDAAEAAAAQAAAAAgEDAAEAAA" +
    "AgAAAAAwEDAAEAAAAIAAAABgEDAAEAAAABAAAAEQEEAAEAAAAIAAAAFgEDAAEAAAAQAAAAFwEEAAEAAAAaAAAAHAED" +
    "AAEAAAABAAAAUwEDAAEAAAADAAAAAAAAAA==",
);

const PALETTE = 3, YCBCR = 6;

/** The first row of a TIFF file as it is decoded. */
async function row(parts: Parts | Uint8Array): Promise<number[][]> {
  const { width, data } = await decodeImage(parts instanceof Uint8Array ? parts : tiff(parts));
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
    const pixels = await row({
      width: 16 / bits,
      height: 1,
      tags: { 258: [bits], 262: [PALETTE], 277: [1], 320: map },
      data,
    });
    deepStrictEqual(pixels[0], [255, 255, 0], `${bits} bits`);
    deepStrictEqual(pixels.at(-1), [0, 0, 128], `${bits} bits`);
  }
});

Deno.test("grey of 2 and 4 bits spans black to white, either way", async () => {
  const tags = { 258: [4], 262: [1], 277: [1] }, data = Uint8Array.of(0x0f, 0x80);
  const parts = { width: 3, height: 1, data };
  deepStrictEqual(await row({ ...parts, tags }), greys(0, 255, 136));
  deepStrictEqual(await row({ ...parts, tags: { ...tags, 262: [0] } }), greys(255, 0, 119));
  deepStrictEqual(await row({ ...parts, tags: { ...tags, 258: [2] } }), greys(0, 0, 255));
  const tiled = { ...tags, 322: [16], 323: [16] };
  const tile = new Uint8Array(128).fill(0xf0);
  deepStrictEqual(await row({ width: 3, height: 2, tags: tiled, data: tile }), greys(255, 0, 255));
});

Deno.test("a palette that is missing, or of 16 bits, is said to be unreadable", async () => {
  const parts = { width: 1, height: 1, data: Uint8Array.of(1, 0) };
  const tags = { 258: [8], 262: [PALETTE], 277: [1] };
  await rejects(row({ ...parts, tags }), /BadImage: is a TIFF file of a palette that cannot be/);
  const deep = { ...tags, 258: [16], 320: new Array(300).fill(1) };
  await rejects(row({ ...parts, tags: deep }), /BadImage: is a TIFF file of a palette that cannot/);
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
  // Where zero is white, it is so of grey only.
  const inverted = { ...tags, 262: [0] };
  deepStrictEqual(
    await row({ width: 2, height: 1, tags: inverted, data: Uint8Array.of(10, 255, 99, 0) }),
    greys(245, 255),
  );
});

Deno.test("grey with alpha may be stored as differences, in rows and in tiles", async () => {
  const tags = { 258: [8, 8], 262: [1], 277: [2], 317: [2], 338: [2] };
  const line = [10, 255, 5, 0, 250, 0];
  deepStrictEqual(
    await row({ width: 3, height: 1, tags, data: Uint8Array.from(line) }),
    greys(10, 15, 9),
  );
  const data = new Uint8Array(16 * 16 * 2);
  data.set([7, 255, 1, 0]);
  const pixels = await row({ width: 3, height: 2, tags: { ...tags, 322: [16], 323: [16] }, data });
  deepStrictEqual(pixels, greys(7, 8, 8));
});

Deno.test("colours that are multiplied by their alpha are not darkened by it again", async () => {
  const grey = { 258: [8, 8], 262: [1], 277: [2], 338: [1] };
  const data = Uint8Array.of(50, 128, 0, 0, 7, 255);
  deepStrictEqual(await row({ width: 3, height: 1, tags: grey, data }), greys(177, 255, 7));
  const deep = { ...grey, 258: [16, 16] }, deepData = pack([50 << 8, 128 << 8], 2, true);
  deepStrictEqual(await row({ width: 1, height: 1, tags: deep, data: deepData }), greys(177));
  const colours = { 258: [8, 8, 8, 8], 262: [2], 277: [4], 338: [1] };
  const pixel = Uint8Array.of(128, 0, 64, 128);
  deepStrictEqual(await row({ width: 1, height: 1, tags: colours, data: pixel }), [[
    255,
    127,
    191,
  ]]);
});

Deno.test("a sample beside grey that means nothing is no alpha", async () => {
  const tags = { 258: [8, 8], 262: [1], 277: [2], 338: [0] };
  const data = Uint8Array.of(50, 128, 0, 0, 7, 255);
  deepStrictEqual(await row({ width: 3, height: 1, tags, data }), greys(50, 0, 7));
});

Deno.test("YCbCr becomes RGB", async () => {
  const tags = { 258: [8, 8, 8], 262: [YCBCR], 277: [3], 530: [1, 1] };
  const data = Uint8Array.of(76, 85, 255, 150, 44, 21, 29, 255, 107);
  // Red, green and blue, as JPEG has them.
  const expected = [[254, 0, 0], [0, 255, 1], [0, 0, 254]];
  const pixels = await row({ width: 3, height: 1, tags, data });
  pixels.flat().forEach((value, i) => ok(Math.abs(value - expected.flat()[i]) <= 1, `${pixels}`));
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
    deepStrictEqual(await row({ width: 1, height: 1, tags: colours, data, little }), [[
      0,
      128,
      255,
    ]]);
  }
});

Deno.test("what libtiff writes is read as Pillow reads it", async () => {
  const ends = async (file: Uint8Array) => {
    const pixels = await row(file);
    return [pixels[0], pixels.at(-1)!];
  };
  const [left, right] = await ends(YCBCR_JPEG);
  const near = (a: number[], b: number[]) => a.every((value, i) => Math.abs(value - b[i]) <= 2);
  ok(near(left, [199, 60, 39]) && near(right, [29, 89, 219]), `${left} ${right}`);
  // Pillow: 100 and 87 with an alpha of 128.
  deepStrictEqual(await ends(GREY_ALPHA), greys(177, 171));
  deepStrictEqual(await ends(FLOAT), greys(64, 255));
});

Deno.test("a TIFF file that is not read says what it is and what to do", async () => {
  const grey = { 258: [8], 262: [1], 277: [1] };
  const cases: [Parts["tags"], RegExp][] = [
    [{ ...grey, 259: [3] }, /with CCITT Group 3 compression/],
    [{ ...grey, 259: [50000] }, /with Zstandard compression/],
    [{ ...grey, 258: [32] }, /of 32-bit whole numbers/],
    [{ ...grey, 339: [2] }, /of signed numbers/],
    [{ ...grey, 258: [64], 339: [3] }, /of 64-bit floating-point numbers/],
    [{ ...grey, 258: [32], 339: [3], 317: [3] }, /of floating-point numbers stored as differences/],
    [{ 258: [8, 8, 8], 262: [8], 277: [3] }, /of CIELab colours/],
    [{ ...grey, 266: [2] }, /of bytes with reversed bits/],
    [{ 258: [8, 8], 262: [1], 277: [2], 284: [2] }, /of grey with alpha in separate planes/],
    [{ 258: [8, 8, 8], 262: [YCBCR], 277: [3] }, /of subsampled YCbCr colours without JPEG/],
  ];
  for (const [tags, what] of cases) {
    await rejects(row({ width: 1, height: 1, tags, data: new Uint8Array(64) }), (error) => {
      ok(error instanceof BadImage, String(error));
      ok(/^is a TIFF file .*, which is not read: convert it to 8 bits RGB$/.test(error.message));
      return what.test(error.message) || error.message;
    });
  }
  const big = Uint8Array.of(0x49, 0x49, 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0);
  await rejects(row(big), /^BadImage: is a BIGTIFF file, which is not read: convert it$/);
});

/** A file of JPEG compression that says it has a pixel. */
const withJpeg = (data: Uint8Array, tags: Parts["tags"] = {}) =>
  tiff({
    width: 1,
    height: 1,
    tags: { 258: [8, 8, 8], 259: [7], 262: [YCBCR], 277: [3], ...tags },
    data,
  });

Deno.test("a JPEG within may not be much larger than the picture", async () => {
  const frame = (side: number) =>
    Uint8Array.of(
      ...[0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, side >> 8, side & 255, side >> 8, side & 255],
      ...[3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xff, 0xd9],
    );
  const damaged = /^BadImage: is damaged: its TIFF header cannot be read$/;
  await rejects(decodeImage(withJpeg(frame(3000))), damaged);
  // A tile may reach over the edge: it is for the decoder to say what is missing.
  await rejects(decodeImage(withJpeg(frame(2000))), /^BadImage: cannot be decoded/);
  // Nor may it be hidden by where it is said to lie.
  await rejects(decodeImage(withJpeg(frame(3000), { 322: [16], 323: [16] })), damaged);
  const jpeg = decodeImage(withJpeg(encode("jpeg", 1, 1, flat(1, 2, 3)), { 262: [2] }));
  strictEqual((await jpeg).width, 1);
});

Deno.test("a TIFF file of more samples than the decoder takes on tells how many pixels it may have", async () => {
  const tags = { 258: [8, 8, 8, 8], 262: [5], 277: [4] };
  await rejects(
    row({ width: 8200, height: 8200, tags, data: Uint8Array.of(0) }),
    /^BadImage: has 68 megapixels, and 67 are the most for TIFF of 4 bytes a pixel: resize it$/,
  );
});

Deno.test("a TIFF file whose numbers are of another kind is damaged, and is not guessed at", async () => {
  const file = tiff({
    width: 1,
    height: 1,
    tags: { 258: [8], 262: [1], 277: [1] },
    data: Uint8Array.of(9),
  });
  deepStrictEqual(await row(file), greys(9));
  const view = new DataView(file.buffer), directory = view.getUint32(4, true);
  const LONG8 = 16;
  for (let entry = directory + 2; entry + 12 < file.length; entry += 12) {
    if (view.getUint16(entry, true) === 258) view.setUint16(entry + 2, LONG8, true);
  }
  await rejects(row(file), /^BadImage: is damaged/);
});

Deno.test("strange TIFF files of every layout give an image or a reason", async () => {
  const data = new Uint8Array(512).map((_, i) => i * 37);
  const files = [
    tiff({
      width: 3,
      height: 3,
      tags: { 258: [4], 262: [3], 277: [1], 320: Array(48).fill(9) },
      data,
    }),
    tiff({ width: 5, height: 2, tags: { 258: [16, 16], 262: [0], 277: [2], 317: [2] }, data }),
    tiff({
      width: 5,
      height: 2,
      tags: { 258: [32], 262: [1], 277: [1], 339: [3] },
      data,
      little: false,
    }),
    tiff({
      width: 5,
      height: 2,
      tags: { 258: [8, 8], 262: [1], 277: [2], 322: [16], 323: [16] },
      data,
    }),
    YCBCR_JPEG,
    GREY_ALPHA,
  ];
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      damage,
      fc.boolean(),
      async (file, places, late) => {
        const bytes = file.slice();
        // Most of it where the directory is.
        const from = late ? Math.max(0, bytes.length - 200) : 0;
        for (const [place, value] of places) bytes[from + place % (bytes.length - from)] = value;
        try {
          const { width, height, data } = await decodeImage(bytes);
          ok(data.length === width * height * 3);
        } catch (error) {
          ok(error instanceof BadImage, error instanceof Error ? error.stack : String(error));
        }
      },
    ),
    { numRuns: 500 },
  );
});
