import type { Part } from "../part.ts";

/** Photos of phones: libheif with libde265, built to WebAssembly. */
export const HEIC: Part = {
  name: "heic",
  about: "reads HEIC and HEIF, the photos of phones (libheif, in WebAssembly)",
  neededFor: "HEIC and HEIF photos",
  licence: "LGPL-3.0-or-later",
  packages: [{
    name: "libheif-js",
    version: "1.23.2",
    integrity:
      "sha512-qvHIXtggEsw1lCNCWBYKloL2Z36DJBm0R9ThGiH2JnhKYdeZFLPFkP30Lw4yMskxxhx0bKg1gLrBHX1D2w2pSw==",
    bytes: 2_677_058,
    keep: /^(package\.json|wasm-bundle\.js|LICENSE|libheif-wasm\/(LICENSE|libheif-bundle\.js))$/,
  }],
  unpackedBytes: 2_100_000,
};
