/** The subsets of ImageNet. */
export type ImagenetName =
  | "imagenet10"
  | "imagenet-dogs"
  | "imagenet50"
  | "imagenet100"
  | "imagenet200";
