/**
 * From stored images to what a network sees: augmentations, batches and the loader that prepares
 * them.
 *
 * @module
 */
export * from "./augmentation.ts";
export * from "./batches.ts";
export * from "./draw.ts";
export * from "./loader.ts";
export * from "./neighbours.ts";
export * from "./normalise.ts";
export * from "./padded_batches.ts";
export * from "./render.ts";
export type * from "./render_options.ts";
export type { Size } from "./size.ts";
export * from "./sets.ts";
export { OPERATIONS } from "./steps/operations.ts";
export * from "./views.ts";
export * from "./worker_rule.ts";
