import { deepStrictEqual, throws } from "node:assert/strict";
import { createRender, parseAugmentation } from "@crlc/crlc/pipeline";

Deno.test("parseAugmentation() fills in every default, and the result survives JSON", () => {
  const steps = ["crop", "flip", "jitter", "grey", "blur"].map((step) => ({ step }));
  const parsed = parseAugmentation(steps);
  deepStrictEqual(parsed, [
    { step: "crop", area: [0.2, 1], ratio: [3 / 4, 4 / 3] },
    { step: "flip", p: 0.5 },
    {
      step: "jitter",
      p: 0.8,
      brightness: 0.4,
      contrast: 0.4,
      saturation: 0.4,
      hue: 0.1,
      order: "random",
    },
    { step: "grey", p: 0.2 },
    { step: "blur", p: 0.5, sigma: [0.1, 2], kernel: 9 },
  ]);
  deepStrictEqual(parseAugmentation(JSON.parse(JSON.stringify(parsed))), parsed);
});

Deno.test("parseAugmentation() names the nearest known key", () => {
  throws(() => parseAugmentation([{ step: "jitter", brigthness: 0.4 }]), {
    code: "UNKNOWN_OPTION",
    hint: 'did you mean "brightness"?',
  });
});

Deno.test("parseAugmentation() names the nearest known step", () => {
  throws(() => parseAugmentation([{ step: "jiter" }]), {
    code: "BAD_OPTION",
    hint: 'did you mean "jitter"?',
  });
});

for (
  const [name, steps] of Object.entries({
    "a geometry in second place": [{ step: "flip" }, { step: "crop" }],
    "two geometries": [{ step: "crop" }, { step: "affine" }],
    "a range upside down": [{ step: "crop", area: [1, 0.2] }],
    "a probability above 1": [{ step: "flip", p: 1.5 }],
    "an even kernel": [{ step: "blur", kernel: 8 }],
    "a hue beyond half a turn": [{ step: "jitter", hue: 0.6 }],
    "a ratio below 1": [{ step: "affine", ratio: 0.75 }],
    "no list": { step: "crop" },
  })
) {
  Deno.test(`parseAugmentation() refuses ${name}`, () => {
    throws(() => parseAugmentation(steps), { code: "BAD_OPTION", exitCode: 2 });
  });
}

const common = {
  channels: 3,
  normalise: null,
  source: { height: 8, width: 8 },
  output: { height: 8, width: 8 },
};

Deno.test("createRender() refuses two channels", () => {
  throws(() => createRender({ ...common, channels: 2, augmentation: [] }), RangeError);
});

Deno.test("createRender() refuses a normalisation of another number of channels", () => {
  const normalise = { mean: [0.5], std: [0.5] };
  throws(() => createRender({ ...common, augmentation: [], normalise }), {
    code: "BAD_NORMALISE",
    exitCode: 2,
  });
});

for (
  const [name, options] of Object.entries({
    "no geometry where the sizes differ": { output: { height: 4, width: 8 }, augmentation: [] },
    "a padded crop larger than the padded image": {
      output: { height: 8, width: 17 },
      augmentation: parseAugmentation([{ step: "padded-crop", padding: 4 }]),
    },
    "a centre larger than the resized image": {
      augmentation: parseAugmentation([{ step: "resize", short: 7 }]),
    },
  })
) {
  Deno.test(`createRender() refuses ${name}`, () => {
    throws(() => createRender({ ...common, ...options }), {
      code: "BAD_SIZE",
      exitCode: 2,
      hint: /./,
    });
  });
}
