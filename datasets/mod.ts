/**
 * Data sets: the contract, the table of built-in ones, and what the author of another one needs.
 *
 * @module
 */
import { Registry } from "../core/registry.ts";
import type { DatasetPlugin } from "./dataset.ts";

export type * from "./dataset.ts";
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
export const datasets: Registry<DatasetPlugin> = new Registry<DatasetPlugin>("data set", {
  cifar10: () => import("./cifar/cifar10.ts").then((m) => m.cifar10),
  cifar100: () => import("./cifar/cifar100.ts").then((m) => m.cifar100),
  cifar20: () => import("./cifar/cifar20.ts").then((m) => m.cifar20),
  digits: () => import("./digits/digits.ts").then((m) => m.digits),
  "fashion-mnist": () => import("./mnist/fashion_mnist.ts").then((m) => m.fashionMnist),
  folder: () => import("./folder/folder.ts").then((m) => m.folder),
  "imagenet-dogs": () => import("./imagenet/imagenet_dogs.ts").then((m) => m.imagenetDogs),
  imagenet10: () => import("./imagenet/imagenet10.ts").then((m) => m.imagenet10),
  imagenet100: () => import("./imagenet/imagenet100.ts").then((m) => m.imagenet100),
  imagenet200: () => import("./imagenet/imagenet200.ts").then((m) => m.imagenet200),
  imagenet50: () => import("./imagenet/imagenet50.ts").then((m) => m.imagenet50),
  mnist: () => import("./mnist/mnist.ts").then((m) => m.mnist),
  shapes: () => import("./shapes/shapes.ts").then((m) => m.shapes),
  stl10: () => import("./stl10/stl10.ts").then((m) => m.stl10),
});
