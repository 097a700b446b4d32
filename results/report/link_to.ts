import { relative, resolve, sep } from "node:path";
import type { Dataset } from "../../datasets/dataset.ts";

/**
 * The address, as seen from the folder of a page, of the folder that the names of images begin in;
 * nothing where they are no files that stay, as those of an archive.
 */
export async function linkTo(
  { remarks }: Dataset,
  options: Readonly<Record<string, unknown>>,
  from: string | undefined,
): Promise<string | undefined> {
  if (from === undefined || remarks?.root === undefined) return undefined;
  const given = typeof options.path === "string" ? resolve(options.path) : undefined;
  const root = resolve(remarks.root);
  const stays = given !== undefined && (root === given || root.startsWith(given + sep));
  if (!stays || !(await Deno.stat(given)).isDirectory) return undefined;
  const path = relative(await real(from), await real(root));
  return path.split(sep).map(encodeURIComponent).join("/");
}

/** A path without links; a folder that is not there yet has none. */
async function real(path: string): Promise<string> {
  return await Deno.realPath(path).catch(() => resolve(path));
}
