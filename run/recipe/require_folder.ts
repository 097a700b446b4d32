import { CrlcError } from "../../core/errors.ts";
import { shellLine } from "../../core/shell_line.ts";
import type { RecipeOverrides } from "./overrides.ts";

/**
 * Makes sure that a recipe for data set "folder" says which folder, and says what to type.
 *
 * @param target What was asked to be trained: a recipe's name, or a recipe file.
 * @param named Whether it is a name.
 * @param options The data set's, as the recipe has them.
 * @throws {CrlcError} `BAD_OPTION`.
 */
export function requireFolder(
  target: string,
  named: boolean,
  options: Readonly<Record<string, unknown>>,
  { set, clusters, dataset }: RecipeOverrides,
): void {
  if (options.path !== undefined) return;
  const given = set.map((setting) => /^(?:dataset\.options\.)?path=(.+)$/.exec(setting)?.[1])
    .findLast((path) => path !== undefined);
  const path = given ?? "./photos";
  const recipe = JSON.stringify({
    ...named && { like: target },
    dataset: { name: "folder", options: { path } },
  });
  const place = dataset === undefined && named ? "in the place of the recipe" : "in a recipe file";
  throw new CrlcError(
    "usage",
    "BAD_OPTION",
    `Cannot train "${target}": its folder of images must be named ${place}, and ${
      given === undefined ? "is not" : `"${given}" is an option`
    }`,
    {
      hint: dataset === undefined && named
        ? `name it there: ${shellLine(["crlc", "train", path, "-k", String(clusters ?? "12")])}`
        : `${named ? "write one with" : "let it say"} ${recipe}`,
    },
  );
}
