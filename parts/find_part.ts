import { CrlcError } from "../core/errors.ts";
import { folderOf, processEnv } from "../core/folders.ts";
import { placeOf, readManifest } from "./manifest.ts";
import type { Part } from "./part.ts";
import { partMissing } from "./part_missing.ts";
import { PARTS } from "./table.ts";

/** The part of this name, which must be in the table. */
export function partNamed(name: string): Part {
  const part = PARTS.find((one) => one.name === name);
  if (part) return part;
  throw new TypeError(`"${name}" must be a part of the table`);
}

/**
 * The folder of a part that is on this machine in the version of the table.
 *
 * A wheel's files lie in it by their paths in the wheel, those of npm's packages in `node_modules`.
 *
 * @returns Nothing where it is not there, or nothing says where it would be.
 */
export function findPart(name: string): string | undefined {
  const part = partNamed(name);
  let data: string;
  try {
    data = folderOf(processEnv, "data");
  } catch (error) {
    if (error instanceof CrlcError && error.code === "NO_HOME") return undefined;
    throw error;
  }
  return readManifest(part, data) && placeOf(part, data);
}

/**
 * The folder of a part that is needed now. Call it before anything is written: where a person is
 * asked and says yes, the command begins anew with the part there.
 *
 * @throws {CrlcError} `PART_MISSING` with the command that adds it.
 */
export function requirePart(name: string): string {
  const folder = findPart(name);
  if (folder !== undefined) return folder;
  throw partMissing(partNamed(name));
}
