import { CrlcError } from "../../core/errors.ts";
import { nearest } from "../../core/suggest.ts";
import { recipes } from "../../plugins/recipes.ts";
import { mergePatch } from "./merge_patch.ts";

/** Recipes that are named instead of an unknown one, at most. */
const NEAREST = 4;

/** What a paper reports of a recipe's settings, shares from 0 to 1. */
export interface PaperResult {
  /** Of CRLC's paper. */
  readonly table: string;
  /** What was trained on, where it is not the recipe's split. */
  readonly split?: string;
  /** Labels in all, where it takes some. */
  readonly labels?: number;
  readonly acc?: number;
  readonly nmi?: number;
  readonly ari?: number;
  readonly acc5?: number;
  readonly error?: number;
  /** What else differs. */
  readonly note?: string;
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

  /**
   * A recipe, completed by those that it is like.
   *
   * @throws {CrlcError} `UNKNOWN_RECIPE` with the nearest names; `BAD_LIKE`.
   */
  async get(name: string): Promise<unknown> {
    return await this.complete(await this.#load(name), [name]);
  }

  /**
   * A recipe that says `"like": "NAME"` is that recipe, changed by what else it says: objects are
   * merged, `null` takes a key away, all else is replaced (RFC 7396).
   *
   * @param seen Names that have led here.
   * @throws {CrlcError} `UNKNOWN_RECIPE` or, for a circle, `BAD_LIKE`.
   */
  async complete(recipe: unknown, seen: readonly string[] = []): Promise<unknown> {
    if (typeof recipe !== "object" || recipe === null || !("like" in recipe)) return recipe;
    const { like, ...changes } = recipe;
    if (typeof like !== "string" || seen.includes(like)) {
      throw new CrlcError(
        "usage",
        "BAD_LIKE",
        `Cannot complete a recipe: "like" must name another recipe, and is ${JSON.stringify(like)}`,
        { hint: "crlc recipes lists the recipes that come with crlc" },
      );
    }
    const other = await this.complete(await this.#load(like), [...seen, like]);
    // What a paper reports of the other recipe is not said of this one.
    return mergePatch(mergePatch(other, { paper: null }), changes);
  }

  #load(name: string): Promise<unknown> {
    const load = this.#loaders.get(name);
    if (load) return load();
    const known = this.names();
    // A data set's name alone is the end of some recipes' names.
    const ends = known.filter((other) => other.endsWith(`/${name}`));
    const own = `crlc/${name}`;
    const sameEnd = ends.includes(own) ? [own, ...ends.filter((other) => other !== own)] : ends;
    const near = (sameEnd.length > 0 ? sameEnd : nearest(name, known, NEAREST)).slice(0, NEAREST);
    throw new CrlcError(
      "usage",
      "UNKNOWN_RECIPE",
      `Cannot find recipe "${name}": it must be a recipe file, a folder of images, or one of the ${known.length} names that crlc recipes lists${
        near.length > 1 ? `; the nearest are ${near.join(", ")}` : ""
      }`,
      {
        hint: near.length > 0
          ? `did you mean "${near[0]}"?`
          : "crlc recipes STRATEGY, or crlc recipes DATASET, lists those of one",
      },
    );
  }

  /** Each recipe's name and data set. */
  async list(): Promise<{ name: string; dataset: string }[]> {
    return await Promise.all(
      this.names().map(async (name) => {
        const { dataset } = await this.get(name) as { dataset: { name: string } };
        return { name, dataset: dataset.name };
      }),
    );
  }
}
