import { ok, strictEqual } from "node:assert/strict";
import { createPlainRender, createRender, layoutOf, parseAugmentation } from "@crlc/crlc/pipeline";
import { hasKernels } from "../../pipeline/kernel_render.ts";

interface Golden {
  sources: Record<string, { shape: [number, number, number]; bytes: number[] }>;
  cases: {
    name: string;
    source: string;
    steps: unknown[];
    parameters: number[];
    output: [number, number];
    expected?: number[];
    /** Instead of `expected`, where a step gives bytes. */
    bytes?: number[];
    tolerance: number;
    mean: number;
  }[];
}

const golden: Golden = JSON.parse(
  await Deno.readTextFile(new URL("../golden/pillow.json", import.meta.url)),
);

for (
  const { name, source, steps, parameters, output, tolerance, mean, ...wanted } of golden.cases
) {
  const augmentation = parseAugmentation(steps);
  const forms = hasKernels(augmentation)
    ? { "kernels": createRender, "plain code": createPlainRender }
    : { "plain code": createRender };
  for (const [form, create] of Object.entries(forms)) {
    Deno.test(`render() by ${form} agrees with Pillow, OpenCV or colorsys within ${tolerance.toFixed(6)}: ${name}`, () => {
      const { shape: [height, width, channels], bytes } = golden.sources[source];
      const expected = wanted.expected ?? wanted.bytes!.map((byte) => byte / 255);
      strictEqual(layoutOf(augmentation).length, parameters.length);
      const render = create({
        source: { height, width },
        output: { height: output[0], width: output[1] },
        channels,
        augmentation,
        normalise: null,
      });
      const made = new Float32Array(expected.length);
      render(Uint8Array.from(bytes), 0, Float64Array.from(parameters), made, 0);
      let largest = 0, sum = 0;
      for (let i = 0; i < made.length; i++) {
        const difference = Math.abs(made[i] - expected[i]);
        largest = Math.max(largest, difference);
        sum += difference;
      }
      ok(largest <= tolerance, `largest difference ${largest}`);
      ok(sum / made.length <= mean, `mean difference ${sum / made.length}`);
    });
  }
}
