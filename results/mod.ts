/**
 * Runs without the command line: trains, scores, finds neighbours and assigns new images, with typed
 * results and an observer that is told what happens. `examples/library.ts` of the repository does all
 * of it with a folder of pictures.
 *
 * @example Train and score
 * ```ts
 * import { evaluate, type Observer, train } from "@crlc/crlc/run";
 * import { ok } from "node:assert/strict";
 *
 * const run = await Deno.makeTempDir();
 * const environment = { backend: "cpu", plugins: [] };
 * const observer: Observer = { note() {}, warn: console.warn, progress() {} };
 * const { status } = await train(
 *   {
 *     target: "kmeans/digits",
 *     overrides: { set: ["starts=1"] },
 *     ...{ environment, run, runsFolder: run },
 *   },
 *   observer,
 *   new AbortController().signal,
 * );
 * const { selected } = await evaluate({ run, environment, baseline: false }, observer);
 * ok(status === "finished" && selected.acc! > 0.5);
 * await Deno.remove(run, { recursive: true });
 * ```
 *
 * @module
 */
export type { Precision } from "../backends/backend.ts";
export type { Group, Summed } from "../core/group.ts";
export type { Reason } from "../datasets/by_reason.ts";
export type { PassedOver, Quarantined } from "../datasets/dataset.ts";
export type { EncoderFolders } from "../encoders/place/find_encoder.ts";
export type { Preprocessing } from "../encoders/preprocessing.ts";
export type * from "../pipeline/augmentation_step.ts";
export type { Normalise } from "../pipeline/normalise.ts";
export type * from "../run/api.ts";
export type { Findings } from "../run/folder/findings.ts";
export type { AugmentOn } from "../run/parts/augment_on.ts";
export type { Environment } from "../run/parts/environment.ts";
export type { RecipeEncoder } from "../run/recipe/encoder.ts";
export type { Labels } from "../run/recipe/labels.ts";
export type { RecipeOverrides } from "../run/recipe/overrides.ts";
export type { Recipe, RecipeFields, SplitChoice } from "../run/recipe/recipe.ts";
export type { Snapshots } from "../run/recipe/snapshots.ts";
export { train } from "../run/train/train.ts";
export type * from "./api.ts";
export { type Assigned, type AssignedImage, assignImages, type AssignRequest } from "./assign.ts";
export type { ContactSheet } from "./contact_sheet.ts";
export { findNeighbours } from "./neighbours.ts";
export { evaluate } from "./scores/evaluate.ts";
export { scoreCurve } from "./scores/score_curve.ts";
