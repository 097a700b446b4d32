/** Files of recipes by name; each import is written out, so that it can be seen without running. */
const files = {
  "contrastive-clustering/cifar10": () =>
    import("./contrastive-clustering/recipes/cifar10.json", { with: { type: "json" } }),
  "contrastive-clustering/cifar10-tiny": () =>
    import("./contrastive-clustering/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "contrastive-clustering/digits": () =>
    import("./contrastive-clustering/recipes/digits.json", { with: { type: "json" } }),
  "contrastive-clustering/shapes": () =>
    import("./contrastive-clustering/recipes/shapes.json", { with: { type: "json" } }),
  "crlc-bank/cifar10": () => import("./crlc-bank/recipes/cifar10.json", { with: { type: "json" } }),
  "crlc-bank/cifar10-tiny": () =>
    import("./crlc-bank/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "crlc-bank/digits": () => import("./crlc-bank/recipes/digits.json", { with: { type: "json" } }),
  "crlc-bank/shapes": () => import("./crlc-bank/recipes/shapes.json", { with: { type: "json" } }),
  "crlc-head/cifar10": () => import("./crlc-head/recipes/cifar10.json", { with: { type: "json" } }),
  "crlc-head/cifar10-tiny": () =>
    import("./crlc-head/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "crlc-head/cifar20": () => import("./crlc-head/recipes/cifar20.json", { with: { type: "json" } }),
  "crlc-head/cifar20-small": () =>
    import("./crlc-head/recipes/cifar20-small.json", { with: { type: "json" } }),
  "crlc-head/digits": () => import("./crlc-head/recipes/digits.json", { with: { type: "json" } }),
  "crlc-head/imagenet-dogs": () =>
    import("./crlc-head/recipes/imagenet-dogs.json", { with: { type: "json" } }),
  "crlc-head/imagenet-dogs-small": () =>
    import("./crlc-head/recipes/imagenet-dogs-small.json", { with: { type: "json" } }),
  "crlc-head/imagenet10": () =>
    import("./crlc-head/recipes/imagenet10.json", { with: { type: "json" } }),
  "crlc-head/imagenet10-small": () =>
    import("./crlc-head/recipes/imagenet10-small.json", { with: { type: "json" } }),
  "crlc-head/shapes": () => import("./crlc-head/recipes/shapes.json", { with: { type: "json" } }),
  "crlc-head/stl10": () => import("./crlc-head/recipes/stl10.json", { with: { type: "json" } }),
  "crlc-head/stl10-small": () =>
    import("./crlc-head/recipes/stl10-small.json", { with: { type: "json" } }),
  "crlc-semi/cifar10": () => import("./crlc-semi/recipes/cifar10.json", { with: { type: "json" } }),
  "crlc-semi/cifar10-tiny": () =>
    import("./crlc-semi/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "crlc-semi/cifar100": () =>
    import("./crlc-semi/recipes/cifar100.json", { with: { type: "json" } }),
  "crlc-semi/cifar100-small": () =>
    import("./crlc-semi/recipes/cifar100-small.json", { with: { type: "json" } }),
  "crlc-semi/digits": () => import("./crlc-semi/recipes/digits.json", { with: { type: "json" } }),
  "crlc-semi/shapes": () => import("./crlc-semi/recipes/shapes.json", { with: { type: "json" } }),
  "crlc-two-stage/cifar10": () =>
    import("./crlc-two-stage/recipes/cifar10.json", { with: { type: "json" } }),
  "crlc-two-stage/cifar10-small": () =>
    import("./crlc-two-stage/recipes/cifar10-small.json", { with: { type: "json" } }),
  "crlc-two-stage/cifar10-tiny": () =>
    import("./crlc-two-stage/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "crlc-two-stage/cifar20": () =>
    import("./crlc-two-stage/recipes/cifar20.json", { with: { type: "json" } }),
  "crlc-two-stage/cifar20-small": () =>
    import("./crlc-two-stage/recipes/cifar20-small.json", { with: { type: "json" } }),
  "crlc-two-stage/digits": () =>
    import("./crlc-two-stage/recipes/digits.json", { with: { type: "json" } }),
  "crlc-two-stage/imagenet100": () =>
    import("./crlc-two-stage/recipes/imagenet100.json", { with: { type: "json" } }),
  "crlc-two-stage/imagenet100-small": () =>
    import("./crlc-two-stage/recipes/imagenet100-small.json", { with: { type: "json" } }),
  "crlc-two-stage/imagenet200": () =>
    import("./crlc-two-stage/recipes/imagenet200.json", { with: { type: "json" } }),
  "crlc-two-stage/imagenet200-small": () =>
    import("./crlc-two-stage/recipes/imagenet200-small.json", { with: { type: "json" } }),
  "crlc-two-stage/imagenet50": () =>
    import("./crlc-two-stage/recipes/imagenet50.json", { with: { type: "json" } }),
  "crlc-two-stage/imagenet50-small": () =>
    import("./crlc-two-stage/recipes/imagenet50-small.json", { with: { type: "json" } }),
  "crlc-two-stage/shapes": () =>
    import("./crlc-two-stage/recipes/shapes.json", { with: { type: "json" } }),
  "crlc-two-stage/stl10": () =>
    import("./crlc-two-stage/recipes/stl10.json", { with: { type: "json" } }),
  "crlc-two-stage/stl10-small": () =>
    import("./crlc-two-stage/recipes/stl10-small.json", { with: { type: "json" } }),
  "crlc/cifar10": () => import("./crlc/recipes/cifar10.json", { with: { type: "json" } }),
  "crlc/cifar10-official": () =>
    import("./crlc/recipes/cifar10-official.json", { with: { type: "json" } }),
  "crlc/cifar10-small": () =>
    import("./crlc/recipes/cifar10-small.json", { with: { type: "json" } }),
  "crlc/cifar10-tiny": () => import("./crlc/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "crlc/cifar20": () => import("./crlc/recipes/cifar20.json", { with: { type: "json" } }),
  "crlc/cifar20-official": () =>
    import("./crlc/recipes/cifar20-official.json", { with: { type: "json" } }),
  "crlc/cifar20-small": () =>
    import("./crlc/recipes/cifar20-small.json", { with: { type: "json" } }),
  "crlc/digits": () => import("./crlc/recipes/digits.json", { with: { type: "json" } }),
  "crlc/folder": () => import("./crlc/recipes/folder.json", { with: { type: "json" } }),
  "crlc/imagenet-dogs": () =>
    import("./crlc/recipes/imagenet-dogs.json", { with: { type: "json" } }),
  "crlc/imagenet-dogs-small": () =>
    import("./crlc/recipes/imagenet-dogs-small.json", { with: { type: "json" } }),
  "crlc/imagenet10": () => import("./crlc/recipes/imagenet10.json", { with: { type: "json" } }),
  "crlc/imagenet10-small": () =>
    import("./crlc/recipes/imagenet10-small.json", { with: { type: "json" } }),
  "crlc/shapes": () => import("./crlc/recipes/shapes.json", { with: { type: "json" } }),
  "crlc/shapes8": () => import("./crlc/recipes/shapes8.json", { with: { type: "json" } }),
  "crlc/stl10": () => import("./crlc/recipes/stl10.json", { with: { type: "json" } }),
  "crlc/stl10-official": () =>
    import("./crlc/recipes/stl10-official.json", { with: { type: "json" } }),
  "crlc/stl10-small": () => import("./crlc/recipes/stl10-small.json", { with: { type: "json" } }),
  "crlc/stl10-unlabeled": () =>
    import("./crlc/recipes/stl10-unlabeled.json", { with: { type: "json" } }),
  "crlc/stl10-unlabeled-small": () =>
    import("./crlc/recipes/stl10-unlabeled-small.json", { with: { type: "json" } }),
  "fixmatch/cifar10": () => import("./fixmatch/recipes/cifar10.json", { with: { type: "json" } }),
  "fixmatch/cifar10-tiny": () =>
    import("./fixmatch/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "fixmatch/cifar100": () => import("./fixmatch/recipes/cifar100.json", { with: { type: "json" } }),
  "fixmatch/digits": () => import("./fixmatch/recipes/digits.json", { with: { type: "json" } }),
  "fixmatch/shapes": () => import("./fixmatch/recipes/shapes.json", { with: { type: "json" } }),
  "iic/cifar10": () => import("./iic/recipes/cifar10.json", { with: { type: "json" } }),
  "iic/cifar10-tiny": () => import("./iic/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "iic/cifar20": () => import("./iic/recipes/cifar20.json", { with: { type: "json" } }),
  "iic/digits": () => import("./iic/recipes/digits.json", { with: { type: "json" } }),
  "iic/shapes": () => import("./iic/recipes/shapes.json", { with: { type: "json" } }),
  "iic/stl10": () => import("./iic/recipes/stl10.json", { with: { type: "json" } }),
  "kmeans/cifar10": () => import("./kmeans/recipes/cifar10.json", { with: { type: "json" } }),
  "kmeans/cifar10-tiny": () =>
    import("./kmeans/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "kmeans/digits": () => import("./kmeans/recipes/digits.json", { with: { type: "json" } }),
  "kmeans/shapes": () => import("./kmeans/recipes/shapes.json", { with: { type: "json" } }),
  "pica/cifar10": () => import("./pica/recipes/cifar10.json", { with: { type: "json" } }),
  "pica/cifar10-tiny": () => import("./pica/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "pica/cifar20": () => import("./pica/recipes/cifar20.json", { with: { type: "json" } }),
  "pica/digits": () => import("./pica/recipes/digits.json", { with: { type: "json" } }),
  "pica/imagenet-dogs": () =>
    import("./pica/recipes/imagenet-dogs.json", { with: { type: "json" } }),
  "pica/imagenet10": () => import("./pica/recipes/imagenet10.json", { with: { type: "json" } }),
  "pica/shapes": () => import("./pica/recipes/shapes.json", { with: { type: "json" } }),
  "pica/stl10": () => import("./pica/recipes/stl10.json", { with: { type: "json" } }),
  "pseudo-label/cifar10": () =>
    import("./pseudo-label/recipes/cifar10.json", { with: { type: "json" } }),
  "pseudo-label/cifar10-tiny": () =>
    import("./pseudo-label/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "pseudo-label/cifar100": () =>
    import("./pseudo-label/recipes/cifar100.json", { with: { type: "json" } }),
  "pseudo-label/digits": () =>
    import("./pseudo-label/recipes/digits.json", { with: { type: "json" } }),
  "pseudo-label/shapes": () =>
    import("./pseudo-label/recipes/shapes.json", { with: { type: "json" } }),
  "scan/cifar10": () => import("./scan/recipes/cifar10.json", { with: { type: "json" } }),
  "scan/cifar10-tiny": () => import("./scan/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "scan/cifar20": () => import("./scan/recipes/cifar20.json", { with: { type: "json" } }),
  "scan/digits": () => import("./scan/recipes/digits.json", { with: { type: "json" } }),
  "scan/imagenet100": () => import("./scan/recipes/imagenet100.json", { with: { type: "json" } }),
  "scan/imagenet200": () => import("./scan/recipes/imagenet200.json", { with: { type: "json" } }),
  "scan/imagenet50": () => import("./scan/recipes/imagenet50.json", { with: { type: "json" } }),
  "scan/shapes": () => import("./scan/recipes/shapes.json", { with: { type: "json" } }),
  "scan/stl10": () => import("./scan/recipes/stl10.json", { with: { type: "json" } }),
  "simclr/cifar10": () => import("./simclr/recipes/cifar10.json", { with: { type: "json" } }),
  "simclr/cifar10-tiny": () =>
    import("./simclr/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "simclr/cifar20": () => import("./simclr/recipes/cifar20.json", { with: { type: "json" } }),
  "simclr/digits": () => import("./simclr/recipes/digits.json", { with: { type: "json" } }),
  "simclr/imagenet100": () =>
    import("./simclr/recipes/imagenet100.json", { with: { type: "json" } }),
  "simclr/imagenet200": () =>
    import("./simclr/recipes/imagenet200.json", { with: { type: "json" } }),
  "simclr/imagenet50": () => import("./simclr/recipes/imagenet50.json", { with: { type: "json" } }),
  "simclr/shapes": () => import("./simclr/recipes/shapes.json", { with: { type: "json" } }),
  "simclr/stl10": () => import("./simclr/recipes/stl10.json", { with: { type: "json" } }),
};

/** The recipes that come with crlc: one file per strategy and data set, beside the strategy. */
export const recipes: Readonly<Record<string, () => Promise<unknown>>> = Object.fromEntries(
  Object.entries(files).map(([name, load]) => [name, () => load().then((m) => m.default)]),
);
