import { createHash } from "node:crypto";
import { dataIdentity } from "../../run/folder/data_identity.ts";
import type { Manifest } from "../../run/folder/run_folder.ts";

/** What tells the run that a `names.json` is of from every other: SHA-256 of its recipe and images. */
export function runDigest({ recipeHash, data }: Pick<Manifest, "recipeHash" | "data">): string {
  return createHash("sha256").update(`${recipeHash} ${dataIdentity(data)}`).digest("hex");
}
