import type { DatasetPlugin } from "../dataset.ts";
import { imagenet, type ImagenetOptions } from "./imagenet.ts";

/** ImageNet-10: ten classes of ImageNet, from a folder of it. */
export const imagenet10: DatasetPlugin<ImagenetOptions> = imagenet({
  name: "imagenet10",
  classes: 10,
  train: 13_000,
  test: 500,
  citation: "subset of Chang and others, Deep Adaptive Image Clustering, ICCV 2017",
});
