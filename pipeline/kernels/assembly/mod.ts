// The augmentation kernels. Images are planar floats in [0, 1]: one plane a channel, `plane` bytes
// apart, of whole vectors; what a plane holds beyond its pixels is never looked at. No static data,
// no allocation: the caller lays out the memory. Build: `deno task kernels`.
export { blur } from "./blur";
export { blend, brighten, grey, greySum, saturate } from "./colour";
export { flip } from "./flip";
export { turnHue } from "./hue";
export { resample } from "./resample";
export { interleave } from "./interleave";
