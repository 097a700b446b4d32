import { createHash } from "node:crypto";

/** Digests of what a run was trained on. */
export interface DataDigests {
  /** Of the training split. */
  readonly digest: string;
  /** Of the auxiliary split, where there is one. */
  readonly auxiliary?: { readonly digest: string };
}

/** One digest of all images that a run is trained on: what its checkpoints remember of them. */
export function dataIdentity({ digest, auxiliary }: DataDigests): string {
  if (!auxiliary) return digest;
  return createHash("sha256").update(`${digest} and ${auxiliary.digest}`).digest("hex");
}

/** Which images of a run are others now, in words, where some are. */
export function changedImages(then: DataDigests, now: DataDigests): string | undefined {
  if (then.digest !== now.digest) return "images";
  return then.auxiliary?.digest === now.auxiliary?.digest ? undefined : "auxiliary images";
}
