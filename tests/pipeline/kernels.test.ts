import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { Stream } from "@crlc/crlc";
import {
  createPlainRender,
  createRender,
  drawView,
  layoutOf,
  parseAugmentation,
  type RenderOptions,
} from "@crlc/crlc/pipeline";
import { hasKernels } from "../../pipeline/kernel_render.ts";
import { testImage } from "./render_one.ts";

const colours = [{ step: "jitter", p: 1 }, { step: "grey" }];
const sets = {
  "the SimCLR set": [{ step: "crop" }, { step: "flip" }, ...colours],
  "the SimCLR set with blur": [
    { step: "crop" },
    { step: "flip" },
    ...colours,
    { step: "blur", p: 1, kernel: 7 },
  ],
  "a wide blur": [{ step: "crop" }, { step: "blur", p: 1, kernel: 23 }],
  "a flip after the colours": [{ step: "crop" }, ...colours, { step: "flip", p: 1 }],
  "a resize and tone": [{ step: "resize" }, { step: "tone" }],
  "a resize of the short side": [{ step: "resize", short: 40 }, { step: "flip", p: 1 }],
  "no geometry": [{ step: "flip", p: 1 }, ...colours],
};
const normalise = { mean: [0.4, 0.5, 0.6], std: [0.2, 0.25, 0.3] };

function options(
  steps: unknown[],
  channels: number,
  source: readonly [number, number],
  output: readonly [number, number],
): RenderOptions {
  return {
    source: { height: source[0], width: source[1] },
    output: { height: output[0], width: output[1] },
    channels,
    augmentation: parseAugmentation(steps),
    normalise: channels === 3 ? normalise : { mean: [0.5], std: [0.25] },
  };
}

for (const [name, steps] of Object.entries(sets)) {
  for (const channels of [1, 3]) {
    Deno.test(`kernels make what plain code makes, of ${channels} channels: ${name}`, () => {
      strictEqual(hasKernels(parseAugmentation(steps)), true);
      const sizes = name === "no geometry"
        ? [[32, 32, 32, 32], [7, 5, 7, 5], [1, 1, 1, 1]]
        : [[32, 32, 32, 32], [61, 47, 19, 33], [9, 11, 5, 5], [9, 40, 18, 17], [3, 4, 1, 1]];
      for (const [h, w, outH, outW] of sizes) {
        const of = options(steps, channels, [h, w], [outH, outW]);
        const { bytes } = testImage(h, w, channels), length = outH * outW * channels;
        const fast = createRender(of), plain = createPlainRender(of);
        const parameters = new Float64Array(layoutOf(of.augmentation).length);
        for (let view = 0; view < 12; view++) {
          const stream = new Stream(0, "augment", view, h, w);
          drawView(of.augmentation, of.source, of.output, stream, parameters);
          const a = new Float32Array(length), b = new Float32Array(length);
          fast(bytes, 0, parameters, a, 0);
          plain(bytes, 0, parameters, b, 0);
          const largest = a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0);
          // Values are divided by deviations of 0.2 and more: 5e-6 of the image itself.
          ok(largest <= 2.5e-5, `${h}x${w} to ${outH}x${outW}: largest difference ${largest}`);
        }
      }
    });
  }
}

Deno.test("kernels write their view and nothing beside it, from any place", () => {
  const of = options(sets["the SimCLR set with blur"], 3, [9, 7], [5, 5]);
  const { bytes } = testImage(2 * 9, 7, 3), size = 5 * 5 * 3;
  const parameters = new Float64Array(layoutOf(of.augmentation).length);
  drawView(of.augmentation, of.source, of.output, new Stream(1, "augment"), parameters);
  const alone = new Float32Array(size), among = new Float32Array(3 * size).fill(7);
  createRender(of)(bytes.slice(9 * 7 * 3), 0, parameters, alone, 0);
  createRender(of)(bytes, 9 * 7 * 3, parameters, among, size);
  deepStrictEqual(among.subarray(size, 2 * size), alone);
  ok(among.every((x, i) => x === 7 || i >= size && i < 2 * size));
});

Deno.test("a view is the same whatever kernels made before it", () => {
  const of = options(sets["the SimCLR set with blur"], 3, [33, 21], [17, 13]);
  const { bytes } = testImage(33, 21, 3), length = 17 * 13 * 3;
  const render = createRender(of), parameters = new Float64Array(layoutOf(of.augmentation).length);
  const first = new Float32Array(length), again = new Float32Array(length);
  const draw = (pass: number) =>
    drawView(of.augmentation, of.source, of.output, new Stream(2, "augment", pass), parameters);
  draw(0);
  render(bytes, 0, parameters, first, 0);
  for (let pass = 1; pass < 20; pass++) {
    draw(pass);
    render(bytes, 0, parameters, again, 0);
  }
  draw(0);
  render(bytes, 0, parameters, again, 0);
  deepStrictEqual(again, first);
});

Deno.test("steps without kernels go by plain code", () => {
  for (const step of ["affine", "cutout", "operations", "padded-crop"]) {
    strictEqual(hasKernels(parseAugmentation([{ step }, { step: "tone" }])), false);
  }
  strictEqual(hasKernels([]), false);
});
