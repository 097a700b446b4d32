import { defineEncoder } from "../define_encoder.ts";

/** Caron et al., "Emerging Properties in Self-Supervised Vision Transformers", ICCV 2021. */
const dino = defineEncoder({
  name: "dino-small",
  about: "DINO, a vision transformer ViT-S/16",
  licence: "Apache-2.0",
  trainedOn: "ImageNet-1k without its labels: 1.3 million photos",
  supervision: "none",
  dimensions: 384,
  bytes: 87e6,
  source: { kind: "hub", repository: "facebook/dino-vits16" },
});

export default { encoders: [dino] };
