import { defineEncoder } from "../define_encoder.ts";

/** Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", 2021. */
const clip = defineEncoder({
  name: "clip-b32",
  about: "CLIP, the half that sees: a vision transformer ViT-B/32",
  licence: "MIT",
  trainedOn: "400 million pictures of the web with the texts beside them",
  supervision: "captions",
  dimensions: 512,
  // Both halves, of which one is used.
  bytes: 605e6,
  source: { kind: "hub", repository: "openai/clip-vit-base-patch32" },
});

export default { encoders: [clip] };
