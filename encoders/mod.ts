/**
 * Encoders: networks that others have trained, which turn pictures into features. The contract and
 * the table of known ones.
 *
 * @module
 */
import { Registry } from "../core/registry.ts";
import type { EncoderPlugin } from "./encoder.ts";

export type * from "./encoder.ts";
export { defineEncoder } from "./define_encoder.ts";
export type { Network, NetworkHints, RuntimeNetwork } from "./networks/network.ts";
export type { Preprocessing } from "./preprocessing.ts";

/**
 * Every known encoder. Importing this loads none, and none of their files is part of crlc.
 *
 * @example What is known of an encoder before anything is fetched
 * ```ts
 * import { encoders } from "@crlc/crlc/encoders";
 * import { strictEqual } from "node:assert/strict";
 *
 * const { supervision, dimensions } = await encoders.get("dinov2-small");
 * strictEqual(supervision, "none");
 * strictEqual(dimensions, 384);
 * ```
 */
export const encoders: Registry<EncoderPlugin> = new Registry<EncoderPlugin>("encoders", {
  "clip-b32": () => import("./known/clip.ts"),
  "dino-small": () => import("./known/dino.ts"),
  "dinov2-base": () => import("./known/dinov2.ts"),
  "dinov2-large": () => import("./known/dinov2.ts"),
  "dinov2-small": () => import("./known/dinov2.ts"),
  "efficientnet-lite0": () => import("./known/efficientnet_lite.ts"),
  "efficientnet-lite1": () => import("./known/efficientnet_lite.ts"),
  "efficientnet-lite2": () => import("./known/efficientnet_lite.ts"),
  "moco-v2": () => import("./known/moco.ts"),
  "siglip-base": () => import("./known/siglip.ts"),
});
