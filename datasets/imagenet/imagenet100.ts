import type { DatasetPlugin } from "../dataset.ts";
import { imagenet, type ImagenetOptions } from "./imagenet.ts";

/** ImageNet-100: a hundred classes of ImageNet, from a folder of it. */
export const imagenet100: DatasetPlugin<ImagenetOptions> = imagenet({
  name: "imagenet100",
  classes: 100,
  train: 128_545,
  test: 5_000,
  citation: "subset of Van Gansbeke and others, SCAN, ECCV 2020",
});
