import * as v from "valibot";

/** The subsets of ImageNet. */
export type ImagenetName =
  | "imagenet10"
  | "imagenet-dogs"
  | "imagenet50"
  | "imagenet100"
  | "imagenet200";

/** A class of ImageNet. */
export interface WordNetClass {
  /** WordNet id, which is the name of its folder: `n` and eight digits. */
  readonly wnid: string;
  readonly name: string;
}

const schema = v.object({
  classes: v.array(
    v.object({
      label: v.number(),
      wnid: v.pipe(v.string(), v.regex(/^n\d{8}$/)),
      name: v.string(),
    }),
  ),
});

const LISTS: Readonly<Record<ImagenetName, () => Promise<{ default: unknown }>>> = {
  "imagenet10": () => import("./classes/imagenet10.json", { with: { type: "json" } }),
  "imagenet-dogs": () => import("./classes/imagenet_dogs.json", { with: { type: "json" } }),
  "imagenet50": () => import("./classes/imagenet50.json", { with: { type: "json" } }),
  "imagenet100": () => import("./classes/imagenet100.json", { with: { type: "json" } }),
  "imagenet200": () => import("./classes/imagenet200.json", { with: { type: "json" } }),
};

/** The classes of a subset, by label; where the list comes from stands in its file. */
export async function readClasses(subset: ImagenetName): Promise<readonly WordNetClass[]> {
  return v.parse(schema, (await LISTS[subset]()).default).classes;
}

/** Class names that tell the classes apart: two of them may have the same words. */
export function classNames(classes: readonly WordNetClass[]): string[] {
  return classes.map(({ wnid, name }) =>
    classes.filter((other) => other.name === name).length === 1 ? name : `${name} (${wnid})`
  );
}
