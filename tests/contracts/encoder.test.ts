import example from "../../examples/plugins/colour_moments.ts";
import { encoders } from "../../encoders/mod.ts";
import { testEncoder } from "./encoder.ts";

/** A tiny network of the form of some encoders. */
const SMALL: Readonly<Record<string, string>> = {
  "clip-b32": "clip.safetensors",
  "dino-small": "dino-hub.safetensors",
  "dinov2-base": "dinov2.safetensors",
  "dinov2-large": "dinov2-registers.safetensors",
  "dinov2-small": "dinov2.safetensors",
  // Lite1 and Lite2 are opened as this one is.
  "efficientnet-lite0": "efficientnet-lite.safetensors",
  "moco-v2": "moco.pth",
  "siglip-base": "siglip.safetensors",
};

for (const plugin of await encoders.all()) {
  const file = SMALL[plugin.name];
  const weights = file === undefined
    ? undefined
    : await Deno.readFile(new URL(`../encoders/golden/${file}`, import.meta.url));
  testEncoder(plugin.name, { plugin, weights, small: true });
}

testEncoder("colour-moments, an example", {
  plugin: example.encoders[0],
  weights: new Uint8Array(),
});
