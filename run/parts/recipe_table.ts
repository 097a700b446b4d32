import { CrlcError } from "../../core/errors.ts";
import type { Registry } from "../../core/registry.ts";
import { nearest } from "../../core/suggest.ts";
import type { StrategyPlugin } from "../../plugins/strategy.ts";
import { mergePatch } from "./merge_patch.ts";

/** Recipes that are named instead of an unknown one, at most. */
const NEAREST = 4;

/** What a paper reports of a recipe's settings, shares from 0 to 1. */
export interface PaperResult {
  /** Of CRLC's paper. */
  readonly table: string;
  /** What was trained on, where it is not the recipe's split. */
  readonly split?: string;
  /** Of the end of which stage, where it is not the run's. */
  readonly stage?: string;
  /** Labels in all, where it takes some. */
  readonly labels?: number;
  readonly acc?: number;
  readonly nmi?: number;
  readonly ari?: number;
  readonly acc5?: number;
  readonly error?: number;
  /** Standard deviations over the paper's runs, where it reports them. */
  readonly sd?: {
    readonly acc?: number;
    readonly nmi?: number;
    readonly ari?: number;
    readonly error?: number;
  };
  /** What else differs. */
  readonly note?: string;
}

/** Recipes by name: those that the modules of strategies bring, and those that were added. */
export class RecipeTable {
  readonly #added = new Map<string, unknown>();

  /** @param strategies Their modules are loaded when a recipe of theirs is asked for. */
  constructor(private readonly strategies: Registry<StrategyPlugin>) {}

  /** Every known name, in alphabetical order; loads all strategies. */
  async names(): Promise<string[]> {
    const modules = await Promise.all(
      this.strategies.names().map((name) => this.strategies.module(name)),
    );
    const own = modules.flatMap(({ recipes = {} }) => Object.keys(recipes));
    return [...own, ...this.#added.keys()].sort();
  }

  async has(name: string): Promise<boolean> {
    return await this.#find(name) !== undefined;
  }

  /** @throws {CrlcError} `PLUGIN_NAME_TAKEN` if the name is known already. */
  async add(name: string, recipe: unknown): Promise<void> {
    if (await this.has(name)) {
      throw new CrlcError(
        "plugin",
        "PLUGIN_NAME_TAKEN",
        `Cannot add recipe "${name}": the name must be new, and a recipe of this name is known already`,
      );
    }
    this.#added.set(name, recipe);
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
    // What a paper reports of the other recipe does not hold for this one.
    return mergePatch(mergePatch(other, { paper: null }), changes);
  }

  /** A recipe of that very name, as it is written: one of crlc's own begins with its strategy's. */
  async #find(name: string): Promise<unknown> {
    if (this.#added.has(name)) return this.#added.get(name);
    const [strategy] = name.split("/");
    if (!this.strategies.has(strategy)) return undefined;
    const { recipes = {} } = await this.strategies.module(strategy);
    return Object.hasOwn(recipes, name) ? recipes[name] : undefined;
  }

  async #load(name: string): Promise<unknown> {
    const recipe = await this.#find(name);
    if (recipe !== undefined) return recipe;
    const known = await this.names();
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
          : "a folder is looked for from the current one; crlc recipes STRATEGY lists the recipes of one",
      },
    );
  }

  /** Each recipe's name and data set. */
  async list(): Promise<{ name: string; dataset: string }[]> {
    const names = await this.names();
    return await Promise.all(
      names.map(async (name) => {
        const { dataset } = await this.get(name) as { dataset: { name: string } };
        return { name, dataset: dataset.name };
      }),
    );
  }
}
