import { readIfThere } from "../../run/folder/files.ts";
import { pathsOf } from "../../run/folder/run_folder.ts";

/** Images that a run's `duplicates.csv` and `outliers.csv` name; absent where nobody looked. */
export interface Looked {
  /** Names of images that are nearly the same, a group a row. */
  readonly doubles?: readonly (readonly string[])[];
  /** Names of images unlike all others, the least alike first. */
  readonly strays?: readonly string[];
}

/** Reads what was found among the images of a run. */
export async function readLooked(run: string): Promise<Looked> {
  const { duplicates, outliers } = pathsOf(run);
  const doubles = await readIfThere(duplicates), strays = await readIfThere(outliers);
  return {
    doubles: doubles === undefined
      ? undefined
      : [...Map.groupBy(recordsOf(doubles), ({ group }) => group).values()]
        .map((rows) => rows.map(({ image }) => nameOf(image))),
    strays: strays === undefined
      ? undefined
      : recordsOf(strays).sort((a, b) => Number(a.cosine) - Number(b.cosine))
        .map(({ image }) => nameOf(image)),
  };
}

/** What spreadsheets would take for a formula was written with `./` in front. */
function nameOf(cell = ""): string {
  return /^\.\/[=+@\t\r-]/.test(cell) ? cell.slice(2) : cell;
}

/** Rows of a CSV file by the names of its columns. */
function recordsOf(text: string): Record<string, string>[] {
  const [head = [], ...rows] = rowsOf(text);
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""])));
}

/** Cells of a CSV file (RFC 4180). */
export function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (
    const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)
  ) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.length > 1 || row[0]);
}
