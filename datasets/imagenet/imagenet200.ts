import type { DatasetPlugin } from "../dataset.ts";
import { imagenet, type ImagenetOptions } from "./imagenet.ts";

/** ImageNet-200: two hundred classes of ImageNet, from a folder of it. */
export const imagenet200: DatasetPlugin<ImagenetOptions> = imagenet({
  name: "imagenet200",
  classes: 200,
  train: 256_558,
  test: 10_000,
  citation: "subset of Van Gansbeke and others, SCAN, ECCV 2020",
});
