import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { crc32 } from "node:zlib";
import { BadImage } from "../../../datasets/images/bad_image.ts";
import { decodeImage } from "../../../datasets/images/decode.ts";
import { readGif } from "../../../datasets/images/headers/gif.ts";
import { testWith, unpackShared } from "../shared.ts";
import { type Gif, gif } from "./gif.ts";

const RED = [255, 0, 0], GREEN = [0, 255, 0], BLUE = [0, 0, 255], WHITE = [255, 255, 255];
const two: Gif = {
  width: 3,
  height: 2,
  colours: [RED, GREEN, BLUE],
  frames: [
    { width: 3, height: 2, pixels: [0, 1, 2, 2, 1, 0] },
    { width: 3, height: 2, pixels: [1, 1, 1, 1, 1, 1] },
  ],
};

Deno.test("decodeImage() gives the first frame of a GIF", async () => {
  const { width, height, data } = await decodeImage(gif(two));
  deepStrictEqual([width, height], [3, 2]);
  deepStrictEqual([...data], [RED, GREEN, BLUE, BLUE, GREEN, RED].flat());
});

Deno.test("a GIF is white where its first frame is transparent or does not reach", async () => {
  const frame = { left: 1, width: 2, height: 1, pixels: [0, 1], transparent: 1 };
  const { data } = await decodeImage(gif({ ...two, frames: [frame] }));
  deepStrictEqual([...data], [WHITE, RED, WHITE, WHITE, WHITE, WHITE].flat());
});

Deno.test("a GIF that is cut anywhere is quarantined, and nothing is printed", async () => {
  const whole = gif(two);
  const { log } = console;
  const printed: unknown[] = [];
  console.log = (...words) => void printed.push(words);
  try {
    for (let length = 1; length < whole.length; length++) {
      await rejects(decodeImage(whole.subarray(0, length)), BadImage, `${length} bytes`);
    }
    const short = { ...two.frames[0], pixels: [0, 1, 2] };
    await rejects(decodeImage(gif({ ...two, frames: [short] })), /is cut: pixels are missing/);
  } finally {
    console.log = log;
  }
  strictEqual(printed.length, 0);
});

Deno.test("a GIF without frames, sizes or known blocks, or with a frame outside, is damaged", async () => {
  const frame = two.frames[0];
  const cases = [
    gif({ ...two, frames: [] }),
    gif({ ...two, width: 0 }),
    gif({ ...two, frames: [{ ...frame, left: 1 }] }),
    gif({ ...two, frames: [{ ...frame, width: 60_000, height: 60_000 }] }),
    gif(two).map((byte, i) => i === 25 ? 0x77 : byte),
  ];
  for (const bytes of cases) await rejects(decodeImage(bytes), /GIF header cannot be read/);
});

Deno.test("a GIF of more than 100 megapixels is refused by its header", async () => {
  await rejects(decodeImage(gif({ ...two, width: 65_535, height: 65_535 })), /megapixels/);
});

Deno.test("a GIF with any byte changed is decoded or quarantined", async () => {
  const whole = gif(two);
  for (let at = 0; at < whole.length; at++) {
    for (const change of [1, 0x80, 0xff]) {
      const bytes = whole.slice();
      bytes[at] ^= change;
      try {
        const { width, height, data } = await decodeImage(bytes);
        strictEqual(data.length, width * height * 3);
      } catch (error) {
        ok(error instanceof BadImage, String(error));
      }
    }
  }
});

testWith(
  "corrupt.tar.gz",
  "the animated GIF of the corrupt set shows its first frame",
  async () => {
    await using corrupt = await unpackShared("corrupt.tar.gz");
    const bytes = await Deno.readFile(`${corrupt.path}/corrupt/animated.gif`);
    const { width, height, data } = await decodeImage(bytes);
    deepStrictEqual([width, height, readGif(bytes)?.whole], [96, 64, true]);
    // Pillow 11.3: convert("RGB").
    strictEqual(crc32(data).toString(16), "e43d0fb5");
  },
);
