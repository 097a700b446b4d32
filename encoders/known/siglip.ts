import { defineEncoder } from "../define_encoder.ts";

/** Zhai et al., "Sigmoid Loss for Language Image Pre-Training", ICCV 2023. */
const siglip = defineEncoder({
  name: "siglip-base",
  about: "SigLIP, the half that sees: a vision transformer ViT-B/16",
  licence: "Apache-2.0",
  trainedOn: "WebLI: pictures of the web with the English texts beside them",
  supervision: "captions",
  dimensions: 768,
  // Both halves, of which one is used.
  bytes: 813e6,
  source: { kind: "hub", repository: "google/siglip-base-patch16-224" },
});

export default { encoders: [siglip] };
