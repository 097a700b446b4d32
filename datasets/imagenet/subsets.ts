import { imagenet } from "./imagenet.ts";

/** ImageNet-10: ten classes of ImageNet, from a folder of it. */
export const imagenet10 = imagenet({
  name: "imagenet10",
  classes: 10,
  train: 13_000,
  test: 500,
  citation: "subset of Chang and others, Deep Adaptive Image Clustering, ICCV 2017",
});

/** ImageNet-Dogs: fifteen breeds of dogs, from a folder of ImageNet. */
export const imagenetDogs = imagenet({
  name: "imagenet-dogs",
  classes: 15,
  train: 19_500,
  test: 750,
  citation: "subset of Chang and others, Deep Adaptive Image Clustering, ICCV 2017",
});

/** ImageNet-50: fifty classes of ImageNet, from a folder of it. */
export const imagenet50 = imagenet({
  name: "imagenet50",
  classes: 50,
  train: 64_274,
  test: 2_500,
  citation: "subset of Van Gansbeke and others, SCAN, ECCV 2020",
});

/** ImageNet-100: a hundred classes of ImageNet, from a folder of it. */
export const imagenet100 = imagenet({
  name: "imagenet100",
  classes: 100,
  train: 128_545,
  test: 5_000,
  citation: "subset of Van Gansbeke and others, SCAN, ECCV 2020",
});

/** ImageNet-200: two hundred classes of ImageNet, from a folder of it. */
export const imagenet200 = imagenet({
  name: "imagenet200",
  classes: 200,
  train: 256_558,
  test: 10_000,
  citation: "subset of Van Gansbeke and others, SCAN, ECCV 2020",
});

export default {
  datasets: [imagenet10, imagenetDogs, imagenet50, imagenet100, imagenet200],
};
