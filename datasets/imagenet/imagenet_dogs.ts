import type { DatasetPlugin } from "../dataset.ts";
import { imagenet, type ImagenetOptions } from "./imagenet.ts";

/** ImageNet-Dogs: fifteen breeds of dogs, from a folder of ImageNet. */
export const imagenetDogs: DatasetPlugin<ImagenetOptions> = imagenet({
  name: "imagenet-dogs",
  classes: 15,
  train: 19_500,
  test: 750,
  citation: "subset of Chang and others, Deep Adaptive Image Clustering, ICCV 2017",
});
