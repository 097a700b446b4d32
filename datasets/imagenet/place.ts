import { join, resolve } from "node:path";
import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { folderNotFound } from "../folder/folder_not_found.ts";
import { quoteName } from "../../core/quote_name.ts";
import { locate, type Located } from "./locate.ts";

const FILE = "folder.json";
const schema = v.object({ path: v.pipe(v.string(), v.nonEmpty()) });

/** Remembers where ImageNet lies; nothing is copied. */
export async function rememberPlace(root: string, path: string): Promise<void> {
  await Deno.mkdir(root, { recursive: true });
  const next = join(root, `.${FILE}`);
  await Deno.writeTextFile(next, `${JSON.stringify({ path: resolve(path) }, null, 2)}\n`);
  await Deno.rename(next, join(root, FILE));
}

/**
 * Where ImageNet was said to lie.
 *
 * @throws {CrlcError} `DATASET_MISSING` if nobody said so.
 */
export async function recallPlace(root: string, dataset: string): Promise<string> {
  try {
    return v.parse(schema, JSON.parse(await Deno.readTextFile(join(root, FILE)))).path;
  } catch (cause) {
    throw new CrlcError(
      "data",
      "DATASET_MISSING",
      `Cannot open data set "${dataset}": a folder of ImageNet must be known, and none is`,
      {
        hint:
          `crlc datasets import ${dataset} FOLDER remembers one, --set dataset.options.path=FOLDER ` +
          "names one for a run",
        cause,
      },
    );
  }
}

/**
 * Finds the splits of an ImageNet folder.
 *
 * @throws {CrlcError} `FOLDER_NOT_FOUND`; `NO_CLASS_FOLDERS`.
 */
export async function findPlace(path: string): Promise<Located> {
  let located: Located | undefined;
  try {
    located = await locate(path);
  } catch (cause) {
    throw folderNotFound(path, cause);
  }
  if (located) return located;
  throw new CrlcError(
    "data",
    "NO_CLASS_FOLDERS",
    `Cannot use folder ${quoteName(path)}: it must hold folders called by WordNet ids, such as ` +
      `"train/n01440764" or "n01440764", and there are none`,
    { hint: "give the folder that holds train and val" },
  );
}
