import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { Stream } from "../../core/random.ts";
import { drawView, layoutOf, parseAugmentation } from "@crlc/crlc/pipeline";

const N = 20000;

/** The parameters of many views, one row an image. */
function draws(
  steps: unknown[],
  height = 32,
  width = 32,
  output = { height: 32, width: 32 },
): Float64Array[] {
  const augmentation = parseAugmentation(steps), { length } = layoutOf(augmentation);
  return Array.from({ length: N }, (_, image) => {
    const out = new Float64Array(length);
    drawView(augmentation, { height, width }, output, new Stream(1, "augment", 0, image, 0), out);
    return out;
  });
}

const meanOf = (values: number[]) => values.reduce((a, b) => a + b) / values.length;

/** Mean and extremes of what must be uniform; four standard errors. */
function uniform(values: number[], low: number, high: number): void {
  const error = 4 * (high - low) / Math.sqrt(12 * values.length), end = (high - low) * 0.01;
  ok(Math.abs(meanOf(values) - (low + high) / 2) < error, `mean ${meanOf(values)}`);
  const least = values.reduce((a, b) => Math.min(a, b)),
    most = values.reduce((a, b) => Math.max(a, b));
  ok(least >= low - 1e-12 && least < low + end, `least ${least}`);
  ok(most <= high + 1e-12 && most > high - end, `most ${most}`);
}

function share(values: number[], p: number): void {
  const error = 4 * Math.sqrt(p * (1 - p) / values.length);
  const found = values.filter(Boolean).length / values.length;
  ok(Math.abs(found - p) < error, `share ${found}`);
}

Deno.test("the window of a crop is uniform in area, log-uniform in ratio, and lies anywhere", () => {
  // Areas up to 0.7 nearly always fit at once, so that what is kept is what was drawn.
  const rows = draws([{ step: "crop", area: [0.2, 0.7] }], 1000, 1000);
  uniform(rows.map(([, , h, w]) => Math.min(0.7, Math.max(0.2, h * w / 1e6))), 0.2, 0.7);
  // Sides are whole pixels, so that ratios at the ends are a little beyond them.
  const ratios = rows.map(([, , h, w]) => Math.log(w / h) / Math.log(4 / 3));
  ok(ratios.every((ratio) => Math.abs(ratio) < 1.01));
  uniform(ratios.map((ratio) => Math.min(1, Math.max(-1, ratio))), -1, 1);
  uniform(rows.map(([top, , h]) => top / (1000 - h)), 0, 1);
  uniform(rows.map(([, left, , w]) => left / (1000 - w)), 0, 1);
});

Deno.test("the window of a crop lies within the image and keeps its ratio", () => {
  for (const [height, width] of [[32, 32], [20, 50], [1, 1]]) {
    for (const [top, left, h, w] of draws([{ step: "crop" }], height, width).slice(0, 2000)) {
      ok(top >= 0 && left >= 0 && h >= 1 && w >= 1 && top + h <= height && left + w <= width);
    }
  }
});

Deno.test("a crop that never fits becomes the largest allowed window at the centre", () => {
  const full = { step: "crop", area: [1, 1] };
  deepStrictEqual([...draws([full], 30, 100)[0]], [0, 30, 30, 40]);
  deepStrictEqual([...draws([full], 100, 30)[0]], [30, 0, 40, 30]);
});

Deno.test("flip, grey, blur and jitter happen as often as they should", () => {
  const rows = draws([{ step: "flip" }, { step: "grey" }, { step: "blur" }, { step: "jitter" }]);
  share(rows.map((row) => row[0]), 0.5);
  share(rows.map((row) => row[1]), 0.2);
  share(rows.map((row) => row[2]), 0.5);
  uniform(rows.map((row) => row[2]).filter(Boolean), 0.1, 2);
  const jittered = rows.filter((row) => row[3] !== 1);
  share(rows.map((row) => Number(row[3] !== 1)), 0.8);
  for (const slot of [3, 4, 5]) uniform(jittered.map((row) => row[slot]), 0.6, 1.4);
  uniform(jittered.map((row) => row[6]), -0.1, 0.1);
  for (let order = 0; order < 24; order++) {
    share(jittered.map((row) => Number(row[7] === order)), 1 / 24);
  }
});

Deno.test("a factor is never negative, however strong the jitter", () => {
  uniform(draws([{ step: "jitter", p: 1, brightness: 1.5 }]).map(([f]) => f), 0, 2.5);
});

Deno.test("jitter in fixed order always has the first order", () => {
  ok(draws([{ step: "jitter", order: "fixed" }]).every((row) => row[4] === 0));
});

Deno.test("tone and padded crop are uniform", () => {
  const tone = draws([{ step: "tone" }]);
  uniform(tone.map(([gain]) => gain), 0.7, 1.3);
  uniform(tone.map(([, bias]) => bias), -0.1, 0.1);
  const crops = draws([{ step: "padded-crop" }]);
  for (let k = -4; k <= 4; k++) {
    share(crops.map(([top]) => Number(top === k)), 1 / 9);
    share(crops.map(([, left]) => Number(left === k)), 1 / 9);
  }
});

Deno.test("the affine window of the digits follows the recipe", () => {
  const rows = draws([{
    step: "affine",
    scale: [0.8, 1.2],
    ratio: 1.2,
    rotation: 12,
    shear: 0.15,
    elastic: 0.3,
  }]);
  uniform(rows.map(([w, h]) => w * h), 0.8, 1.2);
  uniform(rows.map(([w, h]) => Math.log(w / h) / Math.log(1.2)), -1, 1);
  uniform(rows.map(([w, , cx]) => cx / Math.abs(1 - w)), -1, 1);
  uniform(rows.map(([, h, , cy]) => cy / Math.abs(1 - h)), -1, 1);
  uniform(rows.map((row) => row[4] * 180 / Math.PI), -12, 12);
  uniform(rows.map((row) => row[5]), -0.15, 0.15);
  uniform(rows.flatMap((row) => [...row.subarray(6)]), -0.3, 0.3);
  strictEqual(rows[0].length, 38);
});

Deno.test("the affine window of the shapes is cut to the image and flipped half of the time", () => {
  const rows = draws([{ step: "affine", scale: [0.4, 1], ratio: 4 / 3, flip: 0.5, rotation: 45 }]);
  ok(rows.every(([w, h]) => Math.abs(w) <= 1 && h <= 1));
  ok(rows.some(([w]) => Math.abs(w) === 1));
  share(rows.map(([w]) => Number(w < 0)), 0.5);
  ok(rows.every(([w, , cx]) => Math.abs(cx) <= 1 - Math.abs(w)));
  ok(rows.every((row) => row[5] === 0));
});
