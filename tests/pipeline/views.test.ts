import { deepStrictEqual, notDeepStrictEqual, ok } from "node:assert/strict";
import { createViews, parseAugmentation } from "@crlc/crlc/pipeline";
import { testImage } from "./render_one.ts";

const simclr = parseAugmentation([{ step: "crop" }, { step: "flip" }, { step: "jitter" }, {
  step: "grey",
}]);
const { bytes } = testImage(4 * 8, 8, 3);
const size = { height: 8, width: 8 }, values = 8 * 8 * 3;

function views(
  {
    seed = 0,
    pass = 0,
    view = 0,
    images = [0, 1, 2, 3],
    augmentation = simclr,
    normalise = null as null | {
      mean: number[];
      std: number[];
    },
  },
): Float32Array[] {
  const write = createViews({
    source: size,
    output: size,
    channels: 3,
    augmentation,
    normalise,
    seed,
  });
  const into = new Float32Array(images.length * values);
  const pixels = new Uint8Array(images.length * values);
  images.forEach((k, i) => pixels.set(bytes.subarray(k * values, (k + 1) * values), i * values));
  write(pixels, images, images.map(() => pass), view, into);
  return images.map((_, i) => into.slice(i * values, (i + 1) * values));
}

Deno.test("createViews() gives the same views for the same seed, pass, image and view", () => {
  deepStrictEqual(views({}), views({}));
});

Deno.test("createViews() gives an image the same view in whatever company", () => {
  const [a, b] = views({ images: [3, 1] }), all = views({});
  deepStrictEqual([a, b], [all[3], all[1]]);
});

for (
  const [name, other] of Object.entries({ seed: { seed: 1 }, pass: { pass: 1 }, view: { view: 1 } })
) {
  Deno.test(`createViews() gives other views for another ${name}`, () => {
    const before = views({}), after = views(other);
    before.forEach((image, i) => notDeepStrictEqual(image, after[i]));
  });
}

Deno.test("createViews() draws differently for equal images of different numbers", () => {
  const write = createViews({
    source: size,
    output: size,
    channels: 3,
    augmentation: simclr,
    normalise: null,
    seed: 0,
  });
  const into = new Float32Array(2 * values), twice = new Uint8Array(2 * values);
  twice.set(bytes.subarray(0, values));
  twice.set(bytes.subarray(0, values), values);
  write(twice, [5, 6], [0, 0], 0, into);
  notDeepStrictEqual(into.slice(0, values), into.slice(values));
});

Deno.test("createViews() normalises each channel last", () => {
  const normalise = { mean: [0.1, 0.2, 0.3], std: [0.5, 0.25, 2] };
  const [plain] = views({ images: [2] }), [made] = views({ images: [2], normalise });
  plain.forEach((x, i) => {
    ok(Math.abs(made[i] - (x - normalise.mean[i % 3]) / normalise.std[i % 3]) < 1e-6);
  });
});

Deno.test("createViews() keeps every value of every step within 0 and 1", () => {
  const wild = parseAugmentation([
    { step: "affine", scale: [0.1, 2], ratio: 3, rotation: 180, shear: 1, elastic: 0.5, flip: 0.5 },
    { step: "jitter", p: 1, brightness: 2, contrast: 3, saturation: 3, hue: 0.5 },
    { step: "tone", contrast: 2, brightness: 1 },
    { step: "blur", p: 1, kernel: 3 },
  ]);
  for (let pass = 0; pass < 50; pass++) {
    for (const image of views({ pass, augmentation: wild })) {
      ok(image.every((x) => x >= 0 && x <= 1));
    }
  }
});

Deno.test("createViews() makes views of grey images with every step", () => {
  const grey = parseAugmentation([
    { step: "crop" },
    { step: "flip" },
    { step: "jitter" },
    { step: "tone" },
    { step: "grey" },
    {
      step: "blur",
    },
  ]);
  const write = createViews({
    source: size,
    output: { height: 6, width: 5 },
    channels: 1,
    augmentation: grey,
    normalise: { mean: [0.5], std: [0.25] },
    seed: 3,
  });
  const into = new Float32Array(3 * 30).fill(NaN);
  write(bytes.subarray(0, 3 * 64), [0, 1, 2], [0, 0, 0], 0, into);
  ok(into.every((x) => x >= -2 && x <= 2));
});
