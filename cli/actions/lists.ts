import { listRecipes, listStrategies } from "../../machine/lists.ts";
import { recipeTexts } from "./lines/recipes.ts";
import { itemLines } from "./lines/items.ts";
import { nextLines } from "./lines/next.ts";
import type { Session } from "../session.ts";

/** What the commands that list are asked. */
export interface ListOptions {
  readonly plugins: readonly string[];
  readonly json: boolean;
}

/** Prints every strategy. */
export async function printStrategies(
  { plugins, json }: ListOptions,
  session: Session,
): Promise<number> {
  const items = await listStrategies(plugins);
  if (json) {
    session.json({ schemaVersion: 1, items });
  } else {
    const texts = items.map(({ name, about, source }) => ({ name, texts: [about, source] }));
    for (const line of itemLines(texts, session)) session.line(line);
  }
  return 0;
}

/** Prints recipes: all, or those that some words are of. */
export async function printRecipes(
  { plugins, json, of }: ListOptions & { readonly of: readonly string[] },
  session: Session,
): Promise<number> {
  const items = await listRecipes(plugins, of);
  if (json) {
    session.json({ schemaVersion: 1, items });
    return 0;
  }
  if (items.length === 0) {
    session.line(`No recipe is of ${of.join(" and ")}.`);
    return 0;
  }
  const texts = items.map((item) => ({ name: item.name, texts: recipeTexts(item) }));
  for (const line of itemLines(texts, session)) session.line(line);
  const first = items.find(({ name }) => name.endsWith("/digits")) ?? items[0];
  session.line();
  const next: [string, string][] = [[`crlc train ${first.name}`, "train one of them"]];
  if (of.length === 0) next.push(["crlc recipes stl10", "those of a data set, or a strategy"]);
  for (const line of nextLines(next, session)) session.line(line);
  return 0;
}
