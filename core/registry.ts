import { CrlcError } from "./errors.ts";
import { didYouMean } from "./suggest.ts";

/** What every plugin says of itself before it acts. */
export interface Introduction {
  /** Lower-case name, unique among plugins of its kind. */
  readonly name: string;
  /** One line for lists and help. */
  readonly about: string;
  /** Version of the plugin contract it is written for. */
  readonly apiVersion: 1;
}

/**
 * A lazy table of plugins of one kind. Making it loads nothing.
 *
 * @example
 * ```ts
 * import { Registry } from "@crlc/crlc";
 * import { deepStrictEqual, rejects } from "node:assert/strict";
 *
 * const pets = new Registry("pet", {
 *   cat: () => Promise.resolve({ name: "cat", about: "purrs", apiVersion: 1 as const }),
 * });
 * deepStrictEqual(pets.names(), ["cat"]);
 * await rejects(pets.get("cta"), { code: "UNKNOWN_PET", hint: 'did you mean "cat"?' });
 * ```
 */
export class Registry<Plugin extends Introduction> {
  readonly #loaders: Map<string, () => Promise<Plugin>>;

  /**
   * @param kind What a plugin is called in messages: "strategy", "backend", "data set".
   * @param table One loader a name.
   */
  constructor(readonly kind: string, table: Record<string, () => Promise<Plugin>>) {
    this.#loaders = new Map(Object.entries(table));
  }

  /** Every known name, in alphabetical order. */
  names(): string[] {
    return [...this.#loaders.keys()].sort();
  }

  /** Whether a plugin of this name is known. */
  has(name: string): boolean {
    return this.#loaders.has(name);
  }

  /**
   * Adds a plugin, such as a third party's.
   *
   * @throws {CrlcError} `PLUGIN_NAME_TAKEN` if the name is known already.
   */
  add(plugin: Plugin): void {
    if (this.#loaders.has(plugin.name)) {
      throw new CrlcError(
        "plugin",
        "PLUGIN_NAME_TAKEN",
        `Cannot add ${this.kind} "${plugin.name}": the name must be new, and a ${this.kind} of this name is known already`,
        { hint: "give the plugin another name" },
      );
    }
    this.#loaders.set(plugin.name, () => Promise.resolve(plugin));
  }

  /**
   * Loads a plugin by name.
   *
   * @throws {CrlcError} `UNKNOWN_…` with the known names and the nearest one.
   */
  get(name: string): Promise<Plugin> {
    const load = this.#loaders.get(name);
    if (load) return load();
    const known = this.names();
    return Promise.reject(
      new CrlcError(
        "usage",
        `UNKNOWN_${this.kind.toUpperCase().replaceAll(" ", "_")}`,
        `Cannot find ${this.kind} "${name}": known ones are ${known.join(", ")}`,
        { hint: didYouMean(name, known) },
      ),
    );
  }

  /** A registry with the same plugins, to which others can be added. */
  fork(): Registry<Plugin> {
    return new Registry(this.kind, Object.fromEntries(this.#loaders));
  }

  /** Loads every plugin, in alphabetical order. */
  all(): Promise<Plugin[]> {
    return Promise.all(this.names().map((name) => this.get(name)));
  }
}
