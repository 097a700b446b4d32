import type { DatasetPlugin } from "../dataset.ts";
import { cifar, type CifarLayout } from "./cifar.ts";

/** What CIFAR-100 and CIFAR-20 have in common: the archive, whose records carry both labels. */
const HUNDRED: Omit<CifarLayout, "name" | "about" | "labels"> = {
  licence: "none stated; for research",
  citation: "Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009",
  archive: {
    file: "cifar-100-binary.tar.gz",
    urls: ["https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"],
    digest: {
      algorithm: "md5",
      hex: "03b5dce01913d631647c71ecec9e9cb8",
      from: "the data set's page, https://www.cs.toronto.edu/~kriz/cifar.html",
    },
  },
  folder: "cifar-100-binary",
  train: ["train.bin"],
  test: ["test.bin"],
  names: ["coarse_label_names.txt", "fine_label_names.txt"],
  counts: [50_000, 10_000],
  // 184.4 MB officially, in five members.
  bytes: 200_000_000,
};

/** Bounds of the coarse and of the fine label. */
const BOUNDS = [20, 100] as const;

/** 60,000 photos of 32 x 32 pixels in a hundred classes, from the official binary archive. */
export const cifar100: DatasetPlugin = cifar({
  ...HUNDRED,
  name: "cifar100",
  about: "60,000 photos, 32x32 RGB, 100 classes; from the official binary archive",
  labels: { bounds: BOUNDS, use: 1 },
});

/** The images of CIFAR-100 in its twenty super-classes; read from the same files. */
export const cifar20: DatasetPlugin = cifar({
  ...HUNDRED,
  name: "cifar20",
  about: "CIFAR-100 in its 20 super-classes: 60,000 photos, 32x32 RGB",
  sharesWith: "cifar100",
  labels: { bounds: BOUNDS, use: 0 },
});

export default { datasets: [cifar20, cifar100] };
