import { damagedFile } from "./damaged_file.ts";

/**
 * Reads a file of class names, one a line.
 *
 * @throws {CrlcError} `DAMAGED_FILE` if there are not `count` different ones.
 */
export function readClassNames(text: string, count: number, what: string): string[] {
  const names = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
  if (names.length === count && new Set(names).size === count) return names;
  throw damagedFile(
    what,
    `it must hold ${count} different class names, and has ${new Set(names).size}`,
  );
}
