import { CrlcError } from "../../core/errors.ts";
import { didYouMean } from "../../core/suggest.ts";
import { type DatasetItem, findDataset, listDatasets } from "../../machine/lists.ts";
import { itemLines } from "./lines/items.ts";
import type { Session } from "../session.ts";
import { bytes, count } from "../terminal/numbers.ts";
import { wrap } from "../terminal/wrap.ts";

/** What `crlc datasets` is asked. */
export interface DatasetsOptions {
  readonly name?: string;
  readonly plugins: readonly string[];
  readonly json: boolean;
}

function splitsOf({ splits }: DatasetItem): string {
  return Object.entries(splits)
    .map(([split, n]) => n === null ? split : `${split} ${count(n)}`)
    .join(", ");
}

function shapeOf({ shape }: DatasetItem): string {
  return shape === undefined
    ? "of any size"
    : `${shape[0]}x${shape[1]}, ${shape[2] === 1 ? "grey" : "colour"}`;
}

function factLines(item: DatasetItem, session: Session): string[] {
  const facts: [string, string][] = [
    ["images", splitsOf(item)],
    ["size", shapeOf(item)],
    ["classes", item.classes === undefined ? "depends on the folder" : String(item.classes)],
    ["licence", item.licence],
    ["to cite", item.citation],
  ];
  for (const { file, bytes: size, urls, digest } of item.archives) {
    const parts = [file, ...(size === undefined ? [] : [bytes(size)]), ...urls.slice(0, 1)];
    if (digest) parts.push(`${digest.algorithm} ${digest.hex} (${digest.from})`);
    facts.push(["archive", parts.join(", ")]);
  }
  if (item.takes) facts.push(["import", item.takes]);
  return [
    `${session.style("bold", item.name)}: ${item.about}`,
    "",
    ...facts.flatMap(([name, text]) =>
      wrap(text, session.width - 9).map((line, i) => (i === 0 ? name : "").padEnd(9) + line)
    ),
  ];
}

/** One data set; a misspelt command of `crlc datasets` looks like a name as well. */
async function named(name: string, plugins: readonly string[]): Promise<DatasetItem> {
  try {
    return await findDataset(name, plugins);
  } catch (error) {
    const hint = didYouMean(name, ["fetch", "import", "verify", "where", "cache"]);
    if (!(error instanceof CrlcError) || error.hint !== undefined || hint === undefined) {
      throw error;
    }
    throw new CrlcError(error.kind, error.code, error.message, { hint });
  }
}

/** Prints every data set, or what there is to know of one. */
export async function printDatasets(
  { name, plugins, json }: DatasetsOptions,
  session: Session,
): Promise<number> {
  const items = name === undefined ? await listDatasets(plugins) : [await named(name, plugins)];
  if (json) {
    session.json({ schemaVersion: 1, items });
    return 0;
  }
  if (name !== undefined) {
    for (const line of factLines(items[0], session)) session.line(line);
    return 0;
  }
  const texts = items.map((item) => ({
    name: item.name,
    texts: [item.about, `splits: ${splitsOf(item)}`],
  }));
  for (const line of itemLines(texts, session)) session.line(line);
  return 0;
}
