/**
 * Data sets: the contract, the table of built-in ones, and what the author of another one needs.
 *
 * @module
 */
import { Registry } from "../core/registry.ts";
import type { DatasetPlugin } from "./dataset.ts";

export type * from "./dataset.ts";
export { fetchDataset, type FetchOptions } from "./fetch.ts";
export { BadImage } from "./images/bad_image.ts";
export { prepareImage } from "./images/prepare.ts";
export { type ImageFormat, sniff } from "./images/sniff.ts";
export { digestOf, fromSource, type ImageFacts, type ImageSource } from "./image_source.ts";
export { inMemory, type MemoryImages } from "./memory.ts";
export { checkSplit } from "./split.ts";

/**
 * Every known data set. Importing this loads none.
 *
 * @example
 * ```ts
 * import { datasets } from "@crlc/crlc/datasets";
 * import { strictEqual } from "node:assert/strict";
 *
 * const digits = await datasets.get("digits");
 * await using set = await digits.open({ root: "", split: "train", options: digits.options({}) });
 * strictEqual(set.length, 1797);
 * ```
 */
export const datasets: Registry<DatasetPlugin> = new Registry<DatasetPlugin>("data set", {
  cifar10: () => import("./cifar10.ts").then((m) => m.cifar10),
  digits: () => import("./digits.ts").then((m) => m.digits),
  folder: () => import("./folder.ts").then((m) => m.folder),
  shapes: () => import("./shapes.ts").then((m) => m.shapes),
});
