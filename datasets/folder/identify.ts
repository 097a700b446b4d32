import { createHash } from "node:crypto";
import { join } from "node:path";
import { secondsPerImage } from "../images/time_limit.ts";
import { DECODING } from "../images/decoding.ts";
import type { SquareForm } from "../images/square_form.ts";

/**
 * The key of a folder's prepared images: of where they lie, which files they are, how they are
 * decoded, in what time, to what size and form. Two keys joined by a dash: what is the same in a folder that has
 * changed, and then the rest.
 *
 * A file is known by its path, its size and the times it was changed last: of its content, and of
 * anything about it, which nothing but the system's clock sets. So files are not read.
 *
 * @param root The folder.
 * @param images Paths within it.
 * @param purpose Whose images they are: sets of one folder with other images keep both.
 */
export async function identify(
  root: string,
  images: readonly string[],
  { purpose, size, interpolation, fit }: { purpose: string; size: number } & SquareForm,
): Promise<string> {
  const form = interpolation || fit ? [interpolation, fit] : [];
  const known = [purpose, await Deno.realPath(root), size, DECODING, secondsPerImage(), ...form];
  const place = createHash("sha256").update(JSON.stringify(known));
  const files = createHash("sha256");
  for (const path of images) files.update(lineOf(root, path));
  return `${place.digest("hex").slice(0, 16)}-${files.digest("hex").slice(0, 48)}`;
}

function lineOf(root: string, path: string): string {
  let known: (number | undefined)[] = [];
  try {
    // At once: 300,000 files one after the other without a promise each take a second.
    const { size, mtime, ctime } = Deno.statSync(join(root, path));
    known = [size, mtime?.getTime(), ctime?.getTime()];
  } catch {
    // Gone or out of reach: a line of its own kind.
  }
  return `${JSON.stringify([path, ...known])}\n`;
}
