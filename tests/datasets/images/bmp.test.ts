import { deepStrictEqual, rejects } from "node:assert/strict";
import { BadImage } from "../../../datasets/images/bad_image.ts";
import { decodeImage } from "../../../datasets/images/decode.ts";

interface Parts {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly compression?: number;
  /** Red, green, blue and alpha. */
  readonly masks?: readonly number[];
  /** `[blue, green, red, 0]` each. */
  readonly palette?: readonly (readonly number[])[];
  readonly data: readonly number[];
}

/** A BMP file with a header of version 4. */
function bmp({ width, height, bits, compression = 0, masks = [], palette = [], data }: Parts) {
  const start = 14 + 108 + 4 * palette.length;
  const bytes = new Uint8Array(start + data.length), view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(10, start, true);
  view.setUint32(14, 108, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(28, bits, true);
  view.setUint32(30, compression, true);
  view.setUint32(46, palette.length, true);
  masks.forEach((mask, i) => view.setUint32(54 + 4 * i, mask, true));
  bytes.set(palette.flat(), 122);
  bytes.set(data, start);
  return bytes;
}

const pixels = async (parts: Parts) => [...(await decodeImage(bmp(parts))).data];

const RGBA = { bits: 32, compression: 3, masks: [0xff0000, 0xff00, 0xff, 0xff000000] };
const PALETTE = [[0, 0, 255, 0], [0, 255, 0, 0], [255, 0, 0, 0], [9, 9, 9, 0]];
const RED = [255, 0, 0], GREEN = [0, 255, 0], BLUE = [0, 0, 255];

Deno.test("a BMP whose alpha is zero everywhere is opaque, and any other alpha counts", async () => {
  const parts = { ...RGBA, width: 2, height: 1 };
  deepStrictEqual(await pixels({ ...parts, data: [1, 2, 3, 0, 4, 5, 6, 0] }), [3, 2, 1, 6, 5, 4]);
  const mixed = await pixels({ ...parts, data: [1, 2, 3, 0, 4, 5, 6, 255] });
  deepStrictEqual(mixed, [255, 255, 255, 6, 5, 4]);
});

Deno.test("a BMP is read from below, or from above where its height is negative", async () => {
  const data = [1, 1, 1, 0, 2, 2, 2, 0];
  deepStrictEqual(await pixels({ width: 1, height: 2, bits: 24, data }), [2, 2, 2, 1, 1, 1]);
  deepStrictEqual(await pixels({ width: 1, height: -2, bits: 24, data }), [1, 1, 1, 2, 2, 2]);
});

Deno.test("a BMP of 16 bits has five for a colour, or what its masks say", async () => {
  const parts = { width: 1, height: 1, bits: 16 };
  deepStrictEqual(await pixels({ ...parts, data: [0x00, 0x7c, 0, 0] }), RED);
  const masks = [0xf800, 0x7e0, 0x1f, 0];
  deepStrictEqual(await pixels({ ...parts, compression: 3, masks, data: [0xe0, 7, 0, 0] }), GREEN);
});

Deno.test("runs of a BMP of 8 and of 4 bits are unpacked, and what they skip has the first colour", async () => {
  const parts = { width: 3, height: 2, palette: PALETTE };
  const rows = [...RED, ...BLUE, ...GREEN, ...GREEN, ...GREEN, ...GREEN];
  const eight = [3, 1, 0, 0, 0, 3, 0, 2, 1, 0, 0, 1];
  deepStrictEqual(await pixels({ ...parts, bits: 8, compression: 1, data: eight }), rows);
  const four = [3, 0x11, 0, 0, 0, 3, 0x02, 0x10, 0, 1];
  deepStrictEqual(await pixels({ ...parts, bits: 4, compression: 2, data: four }), rows);
  const skips = [0, 2, 1, 1, 2, 2, 0, 1];
  deepStrictEqual(
    await pixels({ ...parts, bits: 8, compression: 1, data: skips }),
    [...RED, ...BLUE, ...BLUE, ...RED, ...RED, ...RED],
  );
});

Deno.test("runs that end early, pixels that are missing and headers of unknown kinds are refused", async () => {
  const parts = { width: 3, height: 2, bits: 8, palette: PALETTE };
  await rejects(pixels({ ...parts, compression: 1, data: [3, 1] }), /is cut: pixels are missing/);
  await rejects(pixels({ ...parts, data: [0, 0, 0, 0, 0, 0] }), /is cut: pixels are missing/);
  await rejects(pixels({ ...parts, compression: 4, data: [1] }), /of a kind that is not read/);
  await rejects(pixels({ ...parts, width: 0, data: [1] }), /BMP header cannot be read/);
  await rejects(pixels({ ...parts, width: 99_999, height: 99_999, data: [1] }), BadImage);
});
