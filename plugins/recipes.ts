/** Files of recipes by name; each import is written out, so that it can be seen without running. */
const files = {
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
  "crlc-head/digits": () => import("./crlc-head/recipes/digits.json", { with: { type: "json" } }),
  "crlc-head/shapes": () => import("./crlc-head/recipes/shapes.json", { with: { type: "json" } }),
  "crlc-semi/cifar10": () => import("./crlc-semi/recipes/cifar10.json", { with: { type: "json" } }),
  "crlc-semi/cifar10-tiny": () =>
    import("./crlc-semi/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "crlc-semi/digits": () => import("./crlc-semi/recipes/digits.json", { with: { type: "json" } }),
  "crlc-semi/shapes": () => import("./crlc-semi/recipes/shapes.json", { with: { type: "json" } }),
  "crlc-two-stage/cifar10": () =>
    import("./crlc-two-stage/recipes/cifar10.json", { with: { type: "json" } }),
  "crlc-two-stage/cifar10-tiny": () =>
    import("./crlc-two-stage/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "crlc-two-stage/digits": () =>
    import("./crlc-two-stage/recipes/digits.json", { with: { type: "json" } }),
  "crlc-two-stage/shapes": () =>
    import("./crlc-two-stage/recipes/shapes.json", { with: { type: "json" } }),
  "crlc/cifar10": () => import("./crlc/recipes/cifar10.json", { with: { type: "json" } }),
  "crlc/cifar10-official": () =>
    import("./crlc/recipes/cifar10-official.json", { with: { type: "json" } }),
  "crlc/cifar10-small": () =>
    import("./crlc/recipes/cifar10-small.json", { with: { type: "json" } }),
  "crlc/cifar10-tiny": () => import("./crlc/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "crlc/digits": () => import("./crlc/recipes/digits.json", { with: { type: "json" } }),
  "crlc/folder": () => import("./crlc/recipes/folder.json", { with: { type: "json" } }),
  "crlc/shapes": () => import("./crlc/recipes/shapes.json", { with: { type: "json" } }),
  "crlc/shapes8": () => import("./crlc/recipes/shapes8.json", { with: { type: "json" } }),
  "fixmatch/cifar10-tiny": () =>
    import("./fixmatch/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "fixmatch/digits": () => import("./fixmatch/recipes/digits.json", { with: { type: "json" } }),
  "fixmatch/shapes": () => import("./fixmatch/recipes/shapes.json", { with: { type: "json" } }),
  "iic/cifar10-tiny": () => import("./iic/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "iic/digits": () => import("./iic/recipes/digits.json", { with: { type: "json" } }),
  "iic/shapes": () => import("./iic/recipes/shapes.json", { with: { type: "json" } }),
  "kmeans/cifar10": () => import("./kmeans/recipes/cifar10.json", { with: { type: "json" } }),
  "kmeans/cifar10-tiny": () =>
    import("./kmeans/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "kmeans/digits": () => import("./kmeans/recipes/digits.json", { with: { type: "json" } }),
  "kmeans/shapes": () => import("./kmeans/recipes/shapes.json", { with: { type: "json" } }),
  "pica/cifar10-tiny": () => import("./pica/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "pica/digits": () => import("./pica/recipes/digits.json", { with: { type: "json" } }),
  "pica/shapes": () => import("./pica/recipes/shapes.json", { with: { type: "json" } }),
  "pseudo-label/cifar10-tiny": () =>
    import("./pseudo-label/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "pseudo-label/digits": () =>
    import("./pseudo-label/recipes/digits.json", { with: { type: "json" } }),
  "pseudo-label/shapes": () =>
    import("./pseudo-label/recipes/shapes.json", { with: { type: "json" } }),
  "scan/cifar10": () => import("./scan/recipes/cifar10.json", { with: { type: "json" } }),
  "scan/cifar10-tiny": () => import("./scan/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "scan/digits": () => import("./scan/recipes/digits.json", { with: { type: "json" } }),
  "scan/shapes": () => import("./scan/recipes/shapes.json", { with: { type: "json" } }),
  "simclr/cifar10": () => import("./simclr/recipes/cifar10.json", { with: { type: "json" } }),
  "simclr/cifar10-tiny": () =>
    import("./simclr/recipes/cifar10-tiny.json", { with: { type: "json" } }),
  "simclr/digits": () => import("./simclr/recipes/digits.json", { with: { type: "json" } }),
  "simclr/shapes": () => import("./simclr/recipes/shapes.json", { with: { type: "json" } }),
};

/** The recipes that come with crlc: one file per strategy and data set, beside the strategy. */
export const recipes: Readonly<Record<string, () => Promise<unknown>>> = Object.fromEntries(
  Object.entries(files).map(([name, load]) => [name, () => load().then((m) => m.default)]),
);
