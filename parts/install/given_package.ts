import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { fileOf, isWheel, type Package } from "../part.ts";
import { hashOf } from "./files.ts";
import { unpackTarball } from "./unpack_tarball.ts";

/**
 * A package that a person has brought.
 *
 * @param folder Where one of npm is unpacked.
 * @returns The path of a wheel, or the folder of a package of npm.
 */
export async function givenPackage(one: Package, from: string, folder: string): Promise<string> {
  const path = join(from, fileOf(one));
  const [kind, wanted, hash] = isWheel(one)
    ? ["SHA-256", one.sha256, await hashOf(path)]
    : ["SHA-512", one.integrity.slice("sha512-".length), await hashOf(path, "sha512", "base64")];
  if (hash === undefined) {
    throw new CrlcError(
      "backend",
      "PACKAGE_MISSING",
      `Cannot install from "${from}": it must hold ${fileOf(one)}, and does not`,
      { hint: "the file's name must be the index's own; of npm's, as npm pack writes it" },
    );
  }
  if (hash !== wanted) {
    throw new CrlcError(
      "backend",
      "PACKAGE_WRONG",
      `Cannot install from "${path}": its ${kind} must be ${wanted}, and is ${hash}`,
      { hint: "fetch the file anew" },
    );
  }
  return isWheel(one) ? path : await unpackTarball(path, join(folder, fileOf(one)));
}
