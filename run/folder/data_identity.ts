import { createHash } from "node:crypto";

/** Digests of what a run was trained on. */
export interface DataDigests {
  /** Of the training split. */
  readonly digest: string;
  /** Of the auxiliary split, where there is one. */
  readonly auxiliary?: { readonly digest: string };
  /** Of the images that the best epoch is chosen by, where there are some. */
  readonly validation?: { readonly digest: string };
}

/** One digest of all images that a run depends on: what its checkpoints remember of them. */
export function dataIdentity({ digest, auxiliary, validation }: DataDigests): string {
  const trained = auxiliary ? joined(digest, "and", auxiliary.digest) : digest;
  return validation ? joined(trained, "by", validation.digest) : trained;
}

const joined = (...texts: string[]) => createHash("sha256").update(texts.join(" ")).digest("hex");

/** Which images of a run are others now, in words, where some are. */
export function changedImages(then: DataDigests, now: DataDigests): string | undefined {
  if (then.digest !== now.digest) return "images";
  for (const which of ["auxiliary", "validation"] as const) {
    if (then[which]?.digest !== now[which]?.digest) return `${which} images`;
  }
}
