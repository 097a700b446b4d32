import { defineEncoder } from "../define_encoder.ts";

/** Oquab et al., "DINOv2: Learning Robust Visual Features without Supervision", 2023. */
const dinov2 = (size: string, letter: string, dimensions: number, megabytes: number) =>
  defineEncoder({
    name: `dinov2-${size}`,
    about: `DINOv2, a vision transformer ViT-${letter}/14`,
    licence: "Apache-2.0",
    trainedOn:
      "LVD-142M: 142 million pictures of the web, chosen for likeness to those of known sets",
    supervision: "none",
    dimensions,
    bytes: megabytes * 1e6,
    source: { kind: "hub", repository: `facebook/dinov2-${size}` },
  });

export default {
  encoders: [
    dinov2("small", "S", 384, 88),
    dinov2("base", "B", 768, 346),
    dinov2("large", "L", 1024, 1217),
  ],
};
