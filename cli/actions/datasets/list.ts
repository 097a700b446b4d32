import { CrlcError } from "../../../core/errors.ts";
import { didYouMean } from "../../../core/suggest.ts";
import { type DatasetItem, findDataset, listDatasets } from "../../../machine/lists.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { datasets } from "../../commands/datasets/list.ts";
import type { Session } from "../../session.ts";
import { itemLines } from "../../terminal/item_lines.ts";
import { bytes, count } from "../../terminal/numbers.ts";
import { wrap } from "../../terminal/wrap.ts";

/** Prints every data set, or what there is to know of one. */
export async function runDatasets(
  options: OptionsOf<typeof datasets>,
  session: Session,
): Promise<number> {
  const { name, plugins } = options;
  await answer(
    options,
    session,
    async () => ({
      schemaVersion: 1,
      items: name === undefined ? await listDatasets(plugins) : [await named(name, plugins)],
    }),
    ({ items }) =>
      name === undefined
        ? itemLines(items.map((item) => ({ name: item.name, texts: summaryOf(item) })), session)
        : factLines(items[0], session),
  );
  return 0;
}

function summaryOf(item: DatasetItem): string[] {
  return [item.about, `splits: ${splitsOf(item)}`];
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
