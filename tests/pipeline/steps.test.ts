import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { JITTER_ORDERS } from "@crlc/crlc/pipeline";
import { asFloats, renderOne, testImage } from "./render_one.ts";

type Rgb = [number, number, number];
const clip = (x: number) => Math.min(1, Math.max(0, x));
const greyOf = ([r, g, b]: Rgb) => 0.299 * r + 0.587 * g + 0.114 * b;

/** HSV by the textbook: hue in turns. */
function toHsv([r, g, b]: Rgb): Rgb {
  const v = Math.max(r, g, b), c = v - Math.min(r, g, b);
  if (c === 0) return [0, 0, v];
  const h = v === r ? ((g - b) / c + 6) % 6 : v === g ? (b - r) / c + 2 : (r - g) / c + 4;
  return [h / 6, c / v, v];
}

function fromHsv([h, s, v]: Rgb): Rgb {
  const sector = Math.floor(h * 6) % 6, f = h * 6 - Math.floor(h * 6);
  const p = v * (1 - s), q = v * (1 - f * s), t = v * (1 - (1 - f) * s);
  return ([[v, t, p], [q, v, p], [p, v, t], [p, q, v], [t, p, v], [v, p, q]] as Rgb[])[sector];
}

/** Jitter in slow plain code, an array of pixels at a time. */
const PLAIN: ((pixels: Rgb[], value: number) => Rgb[])[] = [
  (pixels, f) => pixels.map((p) => p.map((x) => clip(f * x)) as Rgb),
  (pixels, f) => {
    const mean = pixels.reduce((sum, p) => sum + greyOf(p), 0) / pixels.length;
    return pixels.map((p) => p.map((x) => clip(f * x + (1 - f) * mean)) as Rgb);
  },
  (pixels, f) => pixels.map((p) => p.map((x) => clip(f * x + (1 - f) * greyOf(p))) as Rgb),
  (pixels, shift) =>
    pixels.map((p) => {
      const [h, s, v] = toHsv(p);
      return fromHsv([(h + shift + 1) % 1, s, v]);
    }),
];

const factor = fc.double({ min: 0, max: 2, noNaN: true });

Deno.test("jitter agrees with plain formulas in every order", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 48, maxLength: 48 }),
      fc.tuple(factor, factor, factor, fc.double({ min: -0.5, max: 0.5, noNaN: true })),
      fc.nat(23),
      (bytes, values, order) => {
        const made = renderOne([{ step: "jitter" }], { shape: [4, 4, 3], bytes }, [
          ...values,
          order,
        ]);
        const floats = [...asFloats(bytes)];
        let pixels = Array.from({ length: 16 }, (_, i) => floats.slice(3 * i, 3 * i + 3) as Rgb);
        for (const kind of JITTER_ORDERS[order]) pixels = PLAIN[kind](pixels, values[kind]);
        pixels.flat().forEach((x, i) => ok(Math.abs(made[i] - x) < 1e-5, `${made[i]} for ${x}`));
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("the first order of jitter is brightness, contrast, saturation, hue, and there are 24", () => {
  deepStrictEqual(JITTER_ORDERS[0], [0, 1, 2, 3]);
  deepStrictEqual(new Set(JITTER_ORDERS.map(String)).size, 24);
});

Deno.test("jitter with neutral values leaves an image exactly as it is", () => {
  const image = testImage(5, 6, 3);
  deepStrictEqual(renderOne([{ step: "jitter" }], image, [1, 1, 1, 0, 13]), asFloats(image.bytes));
});

Deno.test("a hue shift by a third of a turn moves red to green", () => {
  const red = { shape: [1, 1, 3] as Rgb, bytes: Uint8Array.of(255, 0, 0) };
  const made = renderOne([{ step: "jitter" }], red, [1, 1, 1, 1 / 3, 0]);
  [0, 1, 0].forEach((x, i) => ok(Math.abs(made[i] - x) < 1e-6));
});

Deno.test("a hue shift too small to matter keeps red red", () => {
  const red = { shape: [1, 1, 3] as Rgb, bytes: Uint8Array.of(255, 0, 0) };
  for (const shift of [-1e-18, 1e-18]) {
    const made = renderOne([{ step: "jitter" }], red, [1, 1, 1, shift, 0]);
    [1, 0, 0].forEach((x, i) => ok(Math.abs(made[i] - x) < 1e-6));
  }
});

Deno.test("saturation, hue and grey change nothing on images of one channel", () => {
  const image = testImage(4, 4, 1);
  deepStrictEqual(
    renderOne([{ step: "jitter" }], image, [1, 1, 0.2, 0.4, 5]),
    asFloats(image.bytes),
  );
  deepStrictEqual(renderOne([{ step: "grey" }], image, [1]), asFloats(image.bytes));
});

Deno.test("contrast 0 makes an image of one channel its mean", () => {
  const image = testImage(4, 4, 1);
  const mean = asFloats(image.bytes).reduce((a, b) => a + b) / 16;
  const made = renderOne([{ step: "jitter" }], image, [1, 0, 1, 0, 0]);
  made.forEach((x) => ok(Math.abs(x - mean) < 1e-6));
});

Deno.test("tone multiplies, adds and clips", () => {
  const image = { shape: [1, 3, 1] as Rgb, bytes: Uint8Array.of(0, 51, 255) };
  const made = renderOne([{ step: "tone" }], image, [1.5, -0.25]);
  [0, 0.05, 1].forEach((x, i) => ok(Math.abs(made[i] - x) < 1e-6));
});

Deno.test("a flip is exact, and two flips are none", () => {
  const image = testImage(3, 5, 3), values = asFloats(image.bytes);
  const flipped = renderOne([{ step: "flip" }], image, [1]);
  for (let row = 0; row < 3; row++) {
    for (let x = 0; x < 5; x++) {
      const a = (row * 5 + x) * 3, b = (row * 5 + 4 - x) * 3;
      deepStrictEqual(flipped.subarray(a, a + 3), values.subarray(b, b + 3));
    }
  }
  deepStrictEqual(renderOne([{ step: "flip" }, { step: "flip" }], image, [1, 1]), values);
});

Deno.test("a crop of the whole image at its own size is exact", () => {
  for (const channels of [1, 3]) {
    const image = testImage(6, 5, channels);
    deepStrictEqual(renderOne([{ step: "crop" }], image, [0, 0, 6, 5]), asFloats(image.bytes));
    deepStrictEqual(renderOne([{ step: "resize" }], image, []), asFloats(image.bytes));
    deepStrictEqual(renderOne([], image, []), asFloats(image.bytes));
  }
});

Deno.test("a crop sees nothing of what lies around it", () => {
  const image = testImage(9, 9, 3);
  const before = renderOne([{ step: "crop" }], image, [3, 2, 4, 5], [3, 7]);
  for (let y = 0; y < 9; y++) {
    for (let x = 0; x < 9; x++) {
      if (y < 3 || y >= 7 || x < 2 || x >= 7) {
        image.bytes.fill(0, (y * 9 + x) * 3, (y * 9 + x + 1) * 3);
      }
    }
  }
  deepStrictEqual(renderOne([{ step: "crop" }], image, [3, 2, 4, 5], [3, 7]), before);
});

Deno.test("a padded crop fills with black, with the edge or with the mirrored image", () => {
  const image = { shape: [1, 3, 1] as Rgb, bytes: Uint8Array.of(51, 102, 153) };
  const made = (outside: string) =>
    renderOne([{ step: "padded-crop", padding: 2, outside }], image, [0, -2]);
  deepStrictEqual(made("zero"), Float32Array.of(0, 0, 0.2));
  deepStrictEqual(made("edge"), Float32Array.of(0.2, 0.2, 0.2));
  deepStrictEqual(made("reflect"), Float32Array.of(0.6, 0.4, 0.2));
});

Deno.test("a blur keeps an even image even and the mean of a wide dot", () => {
  const even = { shape: [5, 5, 1] as Rgb, bytes: new Uint8Array(25).fill(102) };
  renderOne([{ step: "blur" }], even, [1.5]).forEach((x) => ok(Math.abs(x - 0.4) < 1e-6));
  const dot = { shape: [31, 31, 1] as Rgb, bytes: new Uint8Array(961) };
  dot.bytes[480] = 255;
  const made = renderOne([{ step: "blur" }], dot, [1.5]);
  ok(Math.abs(made.reduce((a, b) => a + b) - 1) < 1e-5);
});

Deno.test("a blur of sigma 0 is none", () => {
  const image = testImage(5, 5, 3);
  deepStrictEqual(renderOne([{ step: "blur" }], image, [0]), asFloats(image.bytes));
});
