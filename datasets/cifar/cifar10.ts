import type { DatasetPlugin } from "../dataset.ts";
import { cifar } from "./cifar.ts";

/** 60,000 photos of 32 x 32 pixels in ten classes, from the official binary archive. */
export const cifar10: DatasetPlugin = cifar({
  name: "cifar10",
  about: "60,000 photos, 32x32 RGB, 10 classes; from the official binary archive",
  licence: "none stated; for research",
  citation: "Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009",
  archive: {
    file: "cifar-10-binary.tar.gz",
    urls: ["https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"],
    digest: {
      algorithm: "md5",
      hex: "c32a1d4ab5d03f1284b67883e8d87530",
      from: "the data set's page, https://www.cs.toronto.edu/~kriz/cifar.html",
    },
  },
  folder: "cifar-10-batches-bin",
  train: [1, 2, 3, 4, 5].map((i) => `data_batch_${i}.bin`),
  test: ["test_batch.bin"],
  names: ["batches.meta.txt"],
  labels: { bounds: [10], use: 0 },
  counts: [50_000, 10_000],
  // 184.4 MB officially, in nine members.
  bytes: 200_000_000,
});

export default { datasets: [cifar10] };
