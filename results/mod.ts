/**
 * Runs without the command line: trains, scores, finds neighbours and assigns new images, with typed
 * results and an observer that is told what happens.
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
export type * from "../run/api.ts";
export type { Environment } from "../run/parts/environment.ts";
export type { RecipeOverrides } from "../run/recipe/overrides.ts";
export { train } from "../run/train/train.ts";
export type * from "./api.ts";
export { type Assigned, type AssignedImage, assignImages, type AssignRequest } from "./assign.ts";
export { findNeighbours } from "./neighbours.ts";
export { evaluate } from "./scores/evaluate.ts";
export { scoreCurve } from "./scores/score_curve.ts";
