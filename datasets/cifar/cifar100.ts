import { cifar, type CifarOptions } from "./cifar.ts";
import { BOUNDS, HUNDRED } from "./hundred.ts";
import type { DatasetPlugin } from "../dataset.ts";

/** 60,000 photos of 32 x 32 pixels in a hundred classes, from the official binary archive. */
export const cifar100: DatasetPlugin<CifarOptions> = cifar({
  ...HUNDRED,
  name: "cifar100",
  about: "60,000 photos, 32x32 RGB, 100 classes; from the official binary archive",
  labels: { bounds: BOUNDS, use: 1 },
});
