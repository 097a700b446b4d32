import { CrlcError } from "../core/errors.ts";
import { didYouMean } from "../core/suggest.ts";
import { recipes } from "../plugins/recipes.ts";

/** What a list of recipes says of one. */
export interface RecipeSummary {
  readonly name: string;
  readonly about: string;
  readonly strategy: string;
  readonly dataset: string;
}

/** Recipes by name, crlc's own and those of plugins. */
export class RecipeTable {
  readonly #loaders = new Map(Object.entries(recipes));

  names(): string[] {
    return [...this.#loaders.keys()].sort();
  }

  has(name: string): boolean {
    return this.#loaders.has(name);
  }

  /** @throws {CrlcError} `PLUGIN_NAME_TAKEN` if the name is known already. */
  add(name: string, recipe: unknown): void {
    if (this.#loaders.has(name)) {
      throw new CrlcError(
        "plugin",
        "PLUGIN_NAME_TAKEN",
        `Cannot add recipe "${name}": the name must be new, and a recipe of this name is known already`,
      );
    }
    this.#loaders.set(name, () => Promise.resolve(recipe));
  }

  /** @throws {CrlcError} `UNKNOWN_RECIPE` with the known names and the nearest one. */
  get(name: string): Promise<unknown> {
    const load = this.#loaders.get(name);
    if (load) return load();
    const known = this.names();
    const sameEnd = [`crlc/${name}`, ...known].find((other) =>
      known.includes(other) && other.endsWith(`/${name}`)
    );
    throw new CrlcError(
      "usage",
      "UNKNOWN_RECIPE",
      `Cannot find recipe "${name}": it must be a recipe file, a folder of images, or one of ${
        known.join(", ")
      }`,
      { hint: sameEnd ? `did you mean "${sameEnd}"?` : didYouMean(name, known) },
    );
  }

  /** What each recipe says of itself. */
  async list(): Promise<RecipeSummary[]> {
    return await Promise.all(
      this.names().map(async (name) => {
        const { about = "", strategy, dataset } = await this.get(name) as {
          about?: string;
          strategy: string;
          dataset: { name: string };
        };
        return { name, about, strategy, dataset: dataset.name };
      }),
    );
  }
}
