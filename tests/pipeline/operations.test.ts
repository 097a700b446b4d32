import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { Stream } from "@crlc/crlc";
import {
  drawView,
  layoutOf,
  OPERATIONS,
  parseAugmentation,
  randAugmentSet,
  scanSet,
  weakSet,
} from "@crlc/crlc/pipeline";
import { asFloats, renderOne, testImage } from "./render_one.ts";

const size = { height: 8, width: 8 };

function draw(steps: unknown[], image: number): Float64Array {
  const augmentation = parseAugmentation(steps);
  const out = new Float64Array(layoutOf(augmentation).length);
  drawView(augmentation, size, size, new Stream(0, "augment", 0, image, 0), out);
  return out;
}

Deno.test("operations are drawn uniformly, each within its range", () => {
  const counts = new Uint32Array(OPERATIONS.length), lowest: number[] = [], highest: number[] = [];
  for (let image = 0; image < 700; image++) {
    const drawn = draw([{ step: "operations" }], image);
    for (let i = 0; i < 8; i += 2) {
      const [operation, value] = drawn.subarray(i, i + 2);
      counts[operation]++;
      lowest[operation] = Math.min(lowest[operation] ?? Infinity, value);
      highest[operation] = Math.max(highest[operation] ?? -Infinity, value);
    }
  }
  // 200 expected of each, deviation 14.
  for (const count of counts) ok(Math.abs(count - 200) < 60);
  const [low, high] = [[0, 0, 0, -30, 0, 0.05, 0.05, 0.05, 0.05, -0.1, -0.1, -0.1, -0.1, 4], [
    ...[0, 0, 0, 30, 256, 0.95, 0.95, 0.95, 0.95, 0.1, 0.1, 0.1, 0.1, 7],
  ]];
  for (let k = 0; k < counts.length; k++) {
    const slack = 0.1 * (high[k] - low[k]);
    ok(lowest[k] >= low[k] && lowest[k] <= low[k] + slack, OPERATIONS[k]);
    ok(highest[k] <= high[k] && highest[k] >= high[k] - slack, OPERATIONS[k]);
  }
});

Deno.test("operations with probability 0 change nothing", () => {
  const image = testImage(8, 8, 3), steps = [{ step: "operations", p: 0 }];
  for (let k = 0; k < 20; k++) {
    deepStrictEqual(renderOne(steps, image, [...draw(steps, k)]), asFloats(image.bytes));
  }
});

Deno.test("operations leave images of one value alone where they stretch", () => {
  const image = { shape: [8, 8, 3] as const, bytes: new Uint8Array(192).fill(77) };
  for (const operation of [1, 2, 8]) {
    const made = renderOne([{ step: "operations", count: 1 }], image, [operation, 0.5]);
    deepStrictEqual(made, asFloats(image.bytes));
  }
});

Deno.test("operations work on one pixel", () => {
  const image = testImage(1, 1, 3);
  for (let operation = 0; operation < OPERATIONS.length; operation++) {
    const made = renderOne([{ step: "operations", count: 1 }], image, [operation, 1]);
    ok(made.every((x) => x >= 0 && x <= 1));
  }
});

Deno.test("cutout paints a square cut at the border, with what normalises to 0", () => {
  const image = { shape: [4, 5, 1] as const, bytes: new Uint8Array(20).fill(255) };
  const made = renderOne([{ step: "cutout" }], image, [0, 4, 2]);
  deepStrictEqual([...made], [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, ...Array(10).fill(1)]);
  const grey = renderOne([{ step: "cutout", fill: "grey" }], image, [3, 0, 1]);
  deepStrictEqual([...grey.slice(10, 12), ...grey.slice(15, 17)], [0.5, 1, 0.5, 1]);
});

Deno.test("cutout draws every centre, and sides up to the longest", () => {
  const centres = new Set<number>(), halves = new Set<number>();
  for (let image = 0; image < 600; image++) {
    const [y, x, half] = draw([{ step: "cutout", length: 8 }], image);
    centres.add(8 * y + x);
    halves.add(half);
  }
  strictEqual(centres.size, 64);
  deepStrictEqual([...halves].sort(), [0, 1, 2, 3, 4]);
  for (let image = 0; image < 20; image++) {
    strictEqual(draw([{ step: "cutout", length: 6, random: false }], image)[2], 3);
  }
});

Deno.test("the sets of FixMatch and SCAN are what their papers say", () => {
  deepStrictEqual(weakSet(32)[0], { step: "padded-crop", padding: 4, outside: "reflect" });
  deepStrictEqual(scanSet(16).map(({ step }) => step), ["flip", "operations", "cutout"]);
  const strong = randAugmentSet(32);
  deepStrictEqual(strong.map(({ step }) => step), ["padded-crop", "flip", "operations", "cutout"]);
  deepStrictEqual(strong[3], { step: "cutout", length: 16, random: false, fill: "grey" });
});

for (
  const [name, step] of Object.entries({
    "more than 8 bits": { step: "operations", bits: [4, 10] },
    "no bits between": { step: "operations", bits: [5, 5] },
    "no operations": { step: "operations", count: 0 },
    "a hole without a side": { step: "cutout", length: 0 },
  })
) {
  Deno.test(`parseAugmentation() refuses ${name}`, () => {
    throws(() => parseAugmentation([step]), { code: "BAD_OPTION" });
  });
}
