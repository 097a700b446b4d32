/**
 * crlc clusters images without labels. This module is what plugins and programs import: the
 * contracts of strategies, backends and data sets, and the errors, registries and random numbers
 * that all of them share.
 *
 * @example A registry knows its names before it loads anything
 * ```ts
 * import { strategies } from "@crlc/crlc";
 * import { ok } from "node:assert/strict";
 *
 * ok(strategies.names().includes("crlc"));
 * ```
 *
 * @module
 */
export * from "./core/errors.ts";
export * from "./core/options.ts";
export * from "./core/random.ts";
export * from "./core/registry.ts";
export * from "./core/suggest.ts";
export { backends } from "./backends/mod.ts";
export type { Availability, Backend, BackendOptions, BackendPlugin } from "./backends/backend.ts";
export { datasets } from "./datasets/mod.ts";
export type * from "./datasets/dataset.ts";
export { encoders } from "./encoders/mod.ts";
export type * from "./encoders/encoder.ts";
export { strategies } from "./plugins/mod.ts";
export type * from "./plugins/strategy.ts";
