import { join } from "node:path";
import { csvRows } from "../../core/csv_rows.ts";
import { readIfThere } from "../../run/folder/files.ts";
import { pathsOf } from "../../run/folder/run_folder.ts";

/** Images that are copies of one another. */
export interface Doubles {
  readonly images: readonly string[];
  /** Whether it is by the run's features that some of them are known to be. */
  readonly byFeatures: boolean;
}

/** Images that a run's `duplicates.csv` and `outliers.csv` name; absent where nobody looked. */
export interface Looked {
  readonly doubles?: readonly Doubles[];
  /** Whether the best of each group of doubles comes first. */
  readonly ranked?: boolean;
  /** Names of images unlike all others, the least alike first. */
  readonly strays?: readonly string[];
  /** Whether they are by the encoder's features, which training looks at. */
  readonly straysByEncoder?: boolean;
}

/**
 * Reads what was found among the images of a run: by its training, or by `crlc duplicates` and
 * `crlc outliers`, whose tables have paths in place of names.
 *
 * @param root Where the names of the images begin, if they are files.
 */
export async function readLooked(run: string, root?: string): Promise<Looked> {
  const { duplicates, outliers } = pathsOf(run);
  const doubles = await tableIfThere(duplicates), strays = await tableIfThere(outliers);
  const names = (rows: readonly Record<string, string>[]) =>
    rows.map(({ image }) => nameOf(image, root));
  return {
    ...doubles && {
      ranked: doubles.columns.includes("best"),
      doubles: [...Map.groupBy(doubles.rows, ({ group }) => group).values()].map((rows) => ({
        images: names(rows),
        byFeatures: rows.some(({ how = "features" }) => how === "features"),
      })),
    },
    ...strays && {
      straysByEncoder: strays.columns.includes("usual"),
      strays: names(strays.rows.toSorted((a, b) => Number(a.cosine) - Number(b.cosine))),
    },
  };
}

/** What spreadsheets would take for a formula was written with `./` in front. */
function nameOf(cell = "", root?: string): string {
  const name = /^\.\/[=+@\t\r-]/.test(cell) ? cell.slice(2) : cell;
  const folder = root === undefined ? undefined : join(root, "/");
  return folder !== undefined && name.startsWith(folder) ? name.slice(folder.length) : name;
}

/** Rows of a CSV file by the names of its columns. */
async function tableIfThere(file: string) {
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  const [columns = [], ...rows] = rowsOf(text);
  return {
    columns,
    rows: rows.map((row) =>
      Object.fromEntries(columns.map((name, at): [string, string] => [name, row[at] ?? ""]))
    ),
  };
}

/** Cells of a CSV file, without its empty lines. */
export const rowsOf = (text: string): string[][] =>
  csvRows(text).filter((row) => row.length > 1 || row[0]);
