import { basename, dirname, join } from "node:path";
import { nearest } from "../../core/suggest.ts";
import { shellLine } from "../../core/shell_line.ts";
import { listIfThere } from "./files.ts";

/** Folders above a path that may be the run itself: its checkpoints lie one below, their files two. */
const ABOVE = 2;

const isFile = (path: string) => Deno.stat(path).then(({ isFile }) => isFile, () => false);

/** Whether a folder looks like a run; nothing of it is read. */
export const isRun = (folder: string): Promise<boolean> => isFile(join(folder, "recipe.json"));

/** The runs in a folder, by the names of their folders; none where it cannot be read. */
export async function runsIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, kind } of await listIfThere(folder).catch(() => [])) {
    if (kind !== "file" && await isRun(join(folder, name))) found.push(name);
  }
  return found.sort();
}

/**
 * The hint for a path that is no run: the run that was probably meant, if any.
 *
 * @param path As typed: a run's name, something in a run, a folder of runs, a misspelt path, or the
 *   name of a recipe.
 * @param runsFolder Where runs lie unless somebody says otherwise.
 */
export async function nearRun(
  path: string,
  runsFolder: string,
): Promise<string | undefined> {
  const meant = (run: string) => `did you mean ${shellLine([run])}?`;
  for (let folder = dirname(path), i = 0; i < ABOVE; folder = dirname(folder), i++) {
    if (await isRun(folder)) return meant(folder);
  }
  const within = await runsIn(path);
  if (within.length > 0) {
    const first = shellLine([join(path, within[0])]);
    return `it holds ${
      within.length === 1 ? "the run" : `${within.length} runs, such as`
    } ${first}; crlc runs ${shellLine([path])} lists what it holds`;
  }
  const named = join(runsFolder, path.replaceAll("/", "-"));
  if (await isRun(join(runsFolder, path))) return meant(join(runsFolder, path));
  if (await isRun(named)) return meant(named);
  const beside = dirname(path), known = await runsIn(runsFolder);
  const misspelt = nearest(basename(path), await runsIn(beside), 1)[0];
  if (misspelt !== undefined) return meant(join(beside, misspelt));
  const like = known.find((run) => run.replace(/-seed\d+$/, "") === basename(named)) ??
    nearest(basename(named), known, 1)[0];
  return like && meant(join(runsFolder, like));
}
