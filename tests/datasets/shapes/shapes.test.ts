import { deepStrictEqual, notStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { crc32 } from "node:zlib";
import { shapes } from "../../../datasets/shapes/shapes.ts";
import { draw, imageKey } from "../../../datasets/shapes/random.ts";
import { allPixels } from "../pixels.ts";

const SIZE = 32 * 32 * 3;
const open = (raw: unknown, split = "train") =>
  shapes.open({ root: "", split, options: shapes.options(raw) });

const near = (actual: number, expected: number, tolerance: number) =>
  ok(Math.abs(actual - expected) < tolerance, `${actual} is not near ${expected}`);

Deno.test("imageKey() gives the keys of the definition", () => {
  deepStrictEqual([0, 1, 2].map((i) => imageKey(1, i)), [3288117084, 2513301541, 972437762]);
});

Deno.test("draw() gives the numbers of the definition", () => {
  const key = imageKey(1, 0);
  [0.6646144867, 0.8660662258, 0.6747488310].forEach((u, k) => near(draw(key, k), u, 1e-10));
});

Deno.test("shapes paints the pixels of the definition", async () => {
  const pixels = await allPixels(await open({}));
  const image = pixels.subarray(0, SIZE);
  deepStrictEqual([...image.subarray(0, 3)], [44, 46, 7]);
  deepStrictEqual([...image.subarray((16 * 32 + 16) * 3, (16 * 32 + 16) * 3 + 3)], [125, 255, 181]);
  strictEqual(crc32(image).toString(16), "73eb42cb");
  [72.307, 87.381, 91.422, 101.938, 129.441, 86.772].forEach((mean, i) => {
    const one = pixels.subarray(i * SIZE, (i + 1) * SIZE);
    near(one.reduce((sum, x) => sum + x, 0) / SIZE, mean, 0.0006);
  });
});

Deno.test("shapes has the channel means and deviations of the definition", async () => {
  const pixels = await allPixels(await open({}));
  [[85.368, 64.117], [85.477, 64.317], [84.646, 64.481]].forEach(([mean, deviation], channel) => {
    let sum = 0, squares = 0;
    for (let i = channel; i < pixels.length; i += 3) {
      sum += pixels[i];
      squares += pixels[i] ** 2;
    }
    const n = pixels.length / 3;
    near(sum / n, mean, 0.0006);
    near(Math.sqrt(squares / n - (sum / n) ** 2), deviation, 0.0006);
  });
});

Deno.test("shapes takes its classes in turn", async () => {
  const eight = await open({ classes: 8, count: 20 });
  deepStrictEqual([...(await eight.labels())!], Array.from({ length: 20 }, (_, i) => i % 8));
  deepStrictEqual(eight.classes?.[7], "star");
  deepStrictEqual((await open({ count: 1 })).classes?.[2], "triangle");
});

Deno.test("shapes gives other images for another seed, another split and another class", async () => {
  const crcs = new Set(
    await Promise.all([
      open({ count: 8 }),
      open({ count: 8, seed: 2 }),
      open({ count: 8 }, "test"),
      open({ count: 8, classes: 8 }),
    ].map(async (set) => crc32(await allPixels(await set)))),
  );
  strictEqual(crcs.size, 4);
});

Deno.test("shapes keeps its first images when more are asked for", async () => {
  const few = await allPixels(await open({ count: 6 }));
  const more = await allPixels(await open({ count: 60 }));
  deepStrictEqual(more.subarray(0, few.length), few);
  notStrictEqual(more.length, few.length);
});

Deno.test("shapes refuses a number of classes it does not have", () => {
  throws(() => shapes.options({ classes: 7 }), {
    code: "BAD_OPTION",
    message: 'Cannot use options of data set "shapes": "classes" must be 6 or 8, and is 7',
  });
  throws(() => shapes.options({ sed: 1 }), {
    code: "UNKNOWN_OPTION",
    hint: 'did you mean "seed"?',
  });
});

Deno.test("a million shapes are open at once, and are painted as they are read", async () => {
  const many = await open({ count: 1_000_000 }), few = await open({ count: 600 });
  const last = 999_999, indices = Uint32Array.of(599, 7), one = new Uint8Array(SIZE);
  const painted = new Uint8Array(2 * SIZE), held = new Uint8Array(2 * SIZE);
  await many.read(indices, painted);
  await few.read(indices, held);
  deepStrictEqual(painted, held);
  await many.read(Uint32Array.of(last), one);
  ok(one.some((byte) => byte > 0));
  strictEqual(many.name(last), "shapes-train#999999");
  strictEqual((await open({ count: 1_000_000 })).digest, many.digest);
  notStrictEqual((await open({ count: 1_000_000, seed: 2 })).digest, many.digest);
});
