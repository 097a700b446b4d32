const json = (load: () => Promise<{ default: unknown }>) => () => load().then((m) => m.default);

/** The recipes that come with crlc: one file per strategy and data set, beside the strategy. */
export const recipes: Readonly<Record<string, () => Promise<unknown>>> = {
  "contrastive-clustering/digits": json(() =>
    import("./contrastive-clustering/recipes/digits.json", { with: { type: "json" } })
  ),
  "contrastive-clustering/shapes": json(() =>
    import("./contrastive-clustering/recipes/shapes.json", { with: { type: "json" } })
  ),
  "crlc-bank/cifar10": json(() =>
    import("./crlc-bank/recipes/cifar10.json", { with: { type: "json" } })
  ),
  "crlc-bank/digits": json(() =>
    import("./crlc-bank/recipes/digits.json", { with: { type: "json" } })
  ),
  "crlc-bank/shapes": json(() =>
    import("./crlc-bank/recipes/shapes.json", { with: { type: "json" } })
  ),
  "crlc-head/cifar10": json(() =>
    import("./crlc-head/recipes/cifar10.json", { with: { type: "json" } })
  ),
  "crlc-head/digits": json(() =>
    import("./crlc-head/recipes/digits.json", { with: { type: "json" } })
  ),
  "crlc-head/shapes": json(() =>
    import("./crlc-head/recipes/shapes.json", { with: { type: "json" } })
  ),
  "crlc-semi/cifar10": json(() =>
    import("./crlc-semi/recipes/cifar10.json", { with: { type: "json" } })
  ),
  "crlc-semi/digits": json(() =>
    import("./crlc-semi/recipes/digits.json", { with: { type: "json" } })
  ),
  "crlc-semi/shapes": json(() =>
    import("./crlc-semi/recipes/shapes.json", { with: { type: "json" } })
  ),
  "crlc-two-stage/cifar10": json(() =>
    import("./crlc-two-stage/recipes/cifar10.json", { with: { type: "json" } })
  ),
  "crlc-two-stage/digits": json(() =>
    import("./crlc-two-stage/recipes/digits.json", { with: { type: "json" } })
  ),
  "crlc-two-stage/shapes": json(() =>
    import("./crlc-two-stage/recipes/shapes.json", { with: { type: "json" } })
  ),
  "crlc/cifar10": json(() => import("./crlc/recipes/cifar10.json", { with: { type: "json" } })),
  "crlc/cifar10-official": json(() =>
    import("./crlc/recipes/cifar10-official.json", { with: { type: "json" } })
  ),
  "crlc/cifar10-small": json(() =>
    import("./crlc/recipes/cifar10-small.json", { with: { type: "json" } })
  ),
  "crlc/digits": json(() => import("./crlc/recipes/digits.json", { with: { type: "json" } })),
  "crlc/folder": json(() => import("./crlc/recipes/folder.json", { with: { type: "json" } })),
  "crlc/shapes": json(() => import("./crlc/recipes/shapes.json", { with: { type: "json" } })),
  "crlc/shapes8": json(() => import("./crlc/recipes/shapes8.json", { with: { type: "json" } })),
  "fixmatch/digits": json(() =>
    import("./fixmatch/recipes/digits.json", { with: { type: "json" } })
  ),
  "fixmatch/shapes": json(() =>
    import("./fixmatch/recipes/shapes.json", { with: { type: "json" } })
  ),
  "iic/digits": json(() => import("./iic/recipes/digits.json", { with: { type: "json" } })),
  "iic/shapes": json(() => import("./iic/recipes/shapes.json", { with: { type: "json" } })),
  "kmeans/cifar10": json(() => import("./kmeans/recipes/cifar10.json", { with: { type: "json" } })),
  "kmeans/digits": json(() => import("./kmeans/recipes/digits.json", { with: { type: "json" } })),
  "kmeans/shapes": json(() => import("./kmeans/recipes/shapes.json", { with: { type: "json" } })),
  "pica/digits": json(() => import("./pica/recipes/digits.json", { with: { type: "json" } })),
  "pica/shapes": json(() => import("./pica/recipes/shapes.json", { with: { type: "json" } })),
  "pseudo-label/digits": json(() =>
    import("./pseudo-label/recipes/digits.json", { with: { type: "json" } })
  ),
  "pseudo-label/shapes": json(() =>
    import("./pseudo-label/recipes/shapes.json", { with: { type: "json" } })
  ),
  "scan/cifar10": json(() => import("./scan/recipes/cifar10.json", { with: { type: "json" } })),
  "scan/digits": json(() => import("./scan/recipes/digits.json", { with: { type: "json" } })),
  "scan/shapes": json(() => import("./scan/recipes/shapes.json", { with: { type: "json" } })),
  "simclr/cifar10": json(() => import("./simclr/recipes/cifar10.json", { with: { type: "json" } })),
  "simclr/digits": json(() => import("./simclr/recipes/digits.json", { with: { type: "json" } })),
  "simclr/shapes": json(() => import("./simclr/recipes/shapes.json", { with: { type: "json" } })),
};
