import { cifar, type CifarOptions } from "./cifar.ts";
import { BOUNDS, HUNDRED } from "./hundred.ts";
import type { DatasetPlugin } from "../dataset.ts";

/** The images of CIFAR-100 in its twenty super-classes; read from the same files. */
export const cifar20: DatasetPlugin<CifarOptions> = cifar({
  ...HUNDRED,
  name: "cifar20",
  about: "CIFAR-100 in its 20 super-classes: 60,000 photos, 32x32 RGB",
  sharesWith: "cifar100",
  labels: { bounds: BOUNDS, use: 0 },
});
