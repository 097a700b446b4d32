import { createRequire } from "node:module";
import { join } from "node:path";
import { requirePart } from "./find_part.ts";

/**
 * Loads a package of a part as Node's `require` would, be it of CommonJS or of ES modules. It needs
 * no network and no right but reading; native code needs `native` in the table.
 *
 * @param specifier What is required; the part's name if absent.
 * @throws {CrlcError} `PART_MISSING` with the command that adds it.
 */
export function importPart<Module>(name: string, specifier = name): Module {
  return createRequire(join(requirePart(name), "index.js"))(specifier);
}
