import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { toRgb } from "../../../datasets/images/rgb.ts";

const L = 0, LA = 1, RGB = 2, RGBA = 3, L16 = 4, LA16 = 5, RGB16 = 6, RGBA16 = 7;
const rgb = (
  pixels: number[],
  n: number,
  type: number,
) => [...toRgb(Uint8Array.from(pixels), n, type) ?? []];
/** 16-bit values, little-endian, whose low bytes must not matter. */
const wide = (high: number[]) => high.flatMap((byte) => [0xee, byte]);

Deno.test("toRgb() repeats grey and keeps colours", () => {
  deepStrictEqual(rgb([7, 200], 2, L), [7, 7, 7, 200, 200, 200]);
  deepStrictEqual(rgb([1, 2, 3, 4, 5, 6], 2, RGB), [1, 2, 3, 4, 5, 6]);
});

Deno.test("toRgb() drops the low byte of 16 bits", () => {
  deepStrictEqual(rgb(wide([7, 200]), 2, L16), [7, 7, 7, 200, 200, 200]);
  deepStrictEqual(rgb(wide([1, 2, 3, 4, 5, 6]), 2, RGB16), [1, 2, 3, 4, 5, 6]);
});

Deno.test("toRgb() shows white through alpha", () => {
  const pixels = [10, 20, 30, 255, 10, 20, 30, 0, 0, 100, 255, 128];
  const expected = [10, 20, 30, 255, 255, 255, 127, 177, 255];
  deepStrictEqual(rgb(pixels, 3, RGBA), expected);
  deepStrictEqual(rgb(wide(pixels), 3, RGBA16), expected);
  const grey = [10, 255, 10, 0, 100, 128], shown = [10, 10, 10, 255, 255, 255, 177, 177, 177];
  deepStrictEqual(rgb(grey, 3, LA), shown);
  deepStrictEqual(rgb(wide(grey), 3, LA16), shown);
});

Deno.test("toRgb() knows no floating point, and refuses another number of bytes", () => {
  strictEqual(toRgb(new Uint8Array(12), 1, 8), undefined);
  throws(() => toRgb(new Uint8Array(5), 2, RGB), RangeError);
});
