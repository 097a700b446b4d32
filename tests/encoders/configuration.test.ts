import { deepStrictEqual, throws } from "node:assert/strict";
import { readConfiguration } from "../../encoders/configuration/read_configuration.ts";
import { usualPreprocessing } from "../../encoders/preprocessing.ts";

const IMAGENET = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
const HALF = { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] };

Deno.test("readConfiguration() follows the files of transformers", () => {
  const dinov2 = readConfiguration({
    "config.json": {
      image_size: 518,
      num_attention_heads: 6,
      hidden_act: "gelu",
      layer_norm_eps: 1e-6,
    },
    "preprocessor_config.json": {
      crop_size: { height: 224, width: 224 },
      ...{ do_center_crop: true, do_normalize: true, do_resize: true, resample: 3 },
      ...{ image_mean: IMAGENET.mean, image_std: IMAGENET.deviation },
      ...{ rescale_factor: 1 / 255, size: { shortest_edge: 256 } },
    },
  });
  deepStrictEqual(dinov2, {
    hints: { side: 224, heads: 6, activation: "gelu", epsilon: 1e-6 },
    preprocessing: { resize: 256, side: 224, fit: "crop", interpolation: "bicubic", ...IMAGENET },
  });
  const siglip = readConfiguration({
    "config.json": { vision_config: { image_size: 256, hidden_act: null } },
    "preprocessor_config.json": {
      ...{ do_resize: true, resample: 2, image_mean: HALF.mean, image_std: HALF.mean },
      size: { height: 256, width: 256 },
    },
  });
  deepStrictEqual(
    siglip.preprocessing,
    { resize: 256, side: 256, fit: "squeeze", interpolation: "bilinear", ...HALF },
  );
  // A bare number is both sides, or the short one where the middle is cropped.
  for (const [do_center_crop, fit] of [[true, "crop"], [false, "squeeze"]] as const) {
    const old = readConfiguration({ "preprocessor_config.json": { size: 224, do_center_crop } });
    deepStrictEqual([old.preprocessing?.fit, old.preprocessing?.side], [fit, 224]);
  }
});

Deno.test("readConfiguration() follows the files of timm and of OpenCLIP", () => {
  const cfg = {
    ...{ input_size: [3, 224, 224], crop_pct: 0.9, interpolation: "bicubic" },
    ...{ crop_mode: "center", mean: HALF.mean, std: HALF.deviation },
  };
  for (
    const config of [{ architecture: "x", pretrained_cfg: cfg }, { architecture: "x", ...cfg }]
  ) {
    deepStrictEqual(readConfiguration({ "config.json": config }).preprocessing, {
      ...{ resize: 248, side: 224, fit: "crop", interpolation: "bicubic", ...HALF },
    });
  }
  deepStrictEqual(
    readConfiguration({
      "open_clip_config.json": {
        model_cfg: { quick_gelu: true, vision_cfg: { image_size: 64, width: 128, head_width: 32 } },
        preprocess_cfg: { mean: HALF.mean, std: HALF.mean, resize_mode: "squash" },
      },
    }),
    {
      hints: { side: 64, heads: 4, activation: "quick_gelu" },
      preprocessing: { resize: 64, side: 64, fit: "squeeze", interpolation: "bicubic", ...HALF },
    },
  );
});

Deno.test("readConfiguration() refuses what it cannot follow, and says what", () => {
  const refused: readonly [Record<string, unknown>, RegExp][] = [
    [{ "config.json": { image_size: "large" } }, /config.json cannot be followed: image_size/],
    [{ "preprocessor_config.json": { resample: 0 } }, /asks for 0/],
    [{ "preprocessor_config.json": { size: { height: 8, width: 9 } } }, /8 x 9/],
    [{ "preprocessor_config.json": { size: { shortest_edge: 8 } } }, /keep their shape/],
    [{ "preprocessor_config.json": { rescale_factor: 1 / 127.5 } }, /rescale_factor/],
    [
      { "preprocessor_config.json": { size: 8, crop_size: 9, do_center_crop: true } },
      /9 pixels cannot be cut out of 8/,
    ],
    [{ "config.json": { architecture: "x", input_size: [1, 28, 28] } }, /3 channels/],
    [
      { "config.json": { pretrained_cfg: { input_size: [3, 8, 8], crop_mode: "border" } } },
      /crop_mode "border"/,
    ],
    [{ "open_clip_config.json": {} }, /model_cfg/],
  ];
  for (const [files, message] of refused) {
    throws(() => readConfiguration(files), { code: "BAD_WEIGHTS", message });
  }
});

Deno.test("usualPreprocessing() knows what the authors of each family do", () => {
  const of = (about: string, side: number) => {
    const { resize, side: seen, fit, interpolation } = usualPreprocessing(about, side);
    return [resize, seen, fit, interpolation];
  };
  deepStrictEqual(of("DINOv2, 12 blocks of 384, patches of 14", 518), [
    256,
    224,
    "crop",
    "bicubic",
  ]);
  deepStrictEqual(of("CLIP, 12 blocks of 768, patches of 32", 224), [224, 224, "crop", "bicubic"]);
  deepStrictEqual(of("SigLIP, 12 blocks of 768", 256), [256, 256, "squeeze", "bicubic"]);
  deepStrictEqual(of("ResNet-50", 224), [256, 224, "crop", "bilinear"]);
  deepStrictEqual(of("EfficientNet-Lite2", 260), [292, 260, "crop", "bicubic"]);
});
