import type { DatasetPlugin } from "../dataset.ts";
import { imagenet, type ImagenetOptions } from "./imagenet.ts";

/** ImageNet-50: fifty classes of ImageNet, from a folder of it. */
export const imagenet50: DatasetPlugin<ImagenetOptions> = imagenet({
  name: "imagenet50",
  classes: 50,
  train: 64_274,
  test: 2_500,
  citation: "subset of Van Gansbeke and others, SCAN, ECCV 2020",
});
