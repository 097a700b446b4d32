const json = (load: () => Promise<{ default: unknown }>) => () => load().then((m) => m.default);

/** The recipes that come with crlc: one file per strategy and data set, beside the strategy. */
export const recipes: Readonly<Record<string, () => Promise<unknown>>> = {
  "crlc/cifar10": json(() => import("./crlc/recipes/cifar10.json", { with: { type: "json" } })),
  "crlc/cifar10-small": json(() =>
    import("./crlc/recipes/cifar10-small.json", { with: { type: "json" } })
  ),
  "crlc/digits": json(() => import("./crlc/recipes/digits.json", { with: { type: "json" } })),
  "crlc/folder": json(() => import("./crlc/recipes/folder.json", { with: { type: "json" } })),
  "crlc/shapes": json(() => import("./crlc/recipes/shapes.json", { with: { type: "json" } })),
  "crlc/shapes8": json(() => import("./crlc/recipes/shapes8.json", { with: { type: "json" } })),
};
