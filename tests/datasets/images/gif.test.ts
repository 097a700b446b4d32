import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { BadImage } from "../../../datasets/images/bad_image.ts";
import { decodeImage } from "../../../datasets/images/decode.ts";
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
const first = [RED, GREEN, BLUE, BLUE, GREEN, RED].flat();

Deno.test("of a GIF the first frame is read", async () => {
  const { width, height, data } = await decodeImage(gif(two));
  deepStrictEqual([width, height, ...data], [3, 2, ...first]);
});

Deno.test("a GIF is white where its first frame is transparent or does not reach", async () => {
  const frame = { left: 1, width: 2, height: 1, pixels: [0, 1], transparent: 1 };
  const { data } = await decodeImage(gif({ ...two, frames: [frame] }));
  deepStrictEqual([...data], [WHITE, RED, WHITE, WHITE, WHITE, WHITE].flat());
  const opaque = { left: 1, width: 1, height: 1, pixels: [2] };
  deepStrictEqual(
    [...(await decodeImage(gif({ ...two, frames: [opaque] }))).data],
    [WHITE, BLUE, WHITE, WHITE, WHITE, WHITE].flat(),
  );
});

Deno.test("a GIF without its trailer is read, and one that is cut anywhere else is not", async () => {
  const whole = gif(two);
  deepStrictEqual([...(await decodeImage(whole.subarray(0, -1))).data], first);
  const frames = whole.length - gif({ ...two, frames: [] }).length;
  const between = whole.length - 1 - (frames - (gif({ ...two, frames: two.frames.slice(0, 1) })
    .length - gif({ ...two, frames: [] }).length));
  for (let length = 1; length < whole.length - 1; length++) {
    // Between two frames nothing tells that there was another.
    if (length === between) continue;
    await rejects(decodeImage(whole.subarray(0, length)), BadImage, `${length} bytes`);
  }
  const short = { ...two.frames[0], pixels: [0, 1, 2] };
  await rejects(decodeImage(gif({ ...two, frames: [short] })), /is cut: pixels are missing/);
});

Deno.test("a screen without a size, and a frame beyond the screen, are shown as browsers do", async () => {
  for (const size of [{ width: 0, height: 0 }, { width: 0 }, { width: 1, height: 1 }]) {
    const { width, height, data } = await decodeImage(gif({ ...two, ...size }));
    deepStrictEqual([width, height, ...data], [3, 2, ...first]);
  }
  const beyond = { left: 2, width: 2, height: 2, pixels: [0, 1, 2, 2] };
  strictEqual((await decodeImage(gif({ ...two, frames: [beyond] }))).width, 4);
});

Deno.test("a GIF without frames or of unknown blocks is damaged", async () => {
  const unknown = gif(two).map((byte, i) => i === 25 ? 0x77 : byte);
  await rejects(decodeImage(gif({ ...two, frames: [] })), BadImage);
  await rejects(decodeImage(unknown), BadImage);
  const huge = { ...two.frames[0], width: 65_535, height: 65_535 };
  await rejects(decodeImage(gif({ ...two, frames: [huge] })), /is cut: pixels are missing/);
});

testWith("corrupt.tar.gz", "a GIF whose codes go round in circles ends with a reason", async () => {
  await using corrupt = await unpackShared("corrupt.tar.gz");
  const bytes = await Deno.readFile(`${corrupt.path}/corrupt/animated.gif`);
  strictEqual(bytes[2888], 117);
  bytes[2888] = 1;
  const began = performance.now();
  await decodeImage(bytes).catch((error) => ok(error instanceof BadImage, String(error)));
  ok(performance.now() - began < 5000, "it takes too long");
});
