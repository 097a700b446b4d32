/**
 * Data sets: the contract, the table of built-in ones, and what the author of another one needs.
 *
 * @module
 */
import { Registry } from "../core/registry.ts";
import type { DatasetPlugin } from "./dataset.ts";

export type * from "./dataset.ts";
export { defineDataset } from "./define_dataset.ts";
export { fetchDataset, type FetchOptions } from "./download/fetch_dataset.ts";
export { BadImage } from "./images/bad_image.ts";
export { prepareImage } from "./images/prepare.ts";
export { type ImageFormat, sniff } from "./images/sniff.ts";
export { digestOf, fromSource, type ImageFacts, type ImageSource } from "./image_source.ts";
export { inMemory, type MemoryImages } from "./memory.ts";
export { checkSplit } from "./check_split.ts";

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
export const datasets: Registry<DatasetPlugin> = new Registry<DatasetPlugin>("datasets", {
  cifar10: () => import("./cifar/cifar10.ts"),
  cifar100: () => import("./cifar/cifar100.ts"),
  cifar20: () => import("./cifar/cifar100.ts"),
  digits: () => import("./digits/digits.ts"),
  "fashion-mnist": () => import("./mnist/fashion_mnist.ts"),
  features: () => import("./features/features.ts"),
  folder: () => import("./folder/folder.ts"),
  "imagenet-dogs": () => import("./imagenet/subsets.ts"),
  imagenet10: () => import("./imagenet/subsets.ts"),
  imagenet100: () => import("./imagenet/subsets.ts"),
  imagenet200: () => import("./imagenet/subsets.ts"),
  imagenet50: () => import("./imagenet/subsets.ts"),
  mnist: () => import("./mnist/mnist.ts"),
  shapes: () => import("./shapes/shapes.ts"),
  stl10: () => import("./stl10/stl10.ts"),
}, { images: "folder", photos: "folder", pictures: "folder" });
