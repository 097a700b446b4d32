import { CrlcError } from "./errors.ts";
import { didYouMean } from "./suggest.ts";

/** What every plugin says of itself before it acts. */
export interface PluginInfo {
  /** Lower-case name, unique among plugins of its kind. */
  readonly name: string;
  /** One line for lists and help. */
  readonly about: string;
  /** Version of the plugin contract it is written for. */
  readonly apiVersion: 1;
}

/**
 * A module that brings plugins, one of crlc's own or a third party's: its default export lists
 * them by kind, and its recipes by name.
 */
export interface PluginModule<Plugin> {
  readonly default: {
    readonly strategies?: readonly Plugin[];
    readonly backends?: readonly Plugin[];
    readonly datasets?: readonly Plugin[];
    readonly encoders?: readonly Plugin[];
    readonly recipes?: Readonly<Record<string, unknown>>;
  };
}

/** Where a module lists plugins of a kind, and what they are called in messages. */
const KINDS = {
  strategies: "strategy",
  backends: "backend",
  datasets: "data set",
  encoders: "encoder",
} as const;

/**
 * A lazy table of plugins of one kind. Making it loads nothing.
 *
 * @example
 * ```ts
 * import { type PluginInfo, Registry } from "@crlc/crlc";
 * import { deepStrictEqual, rejects } from "node:assert/strict";
 *
 * const slices = { name: "slices", about: "equal slices", apiVersion: 1 } as const;
 * const strategies = new Registry<PluginInfo>("strategies", {
 *   slices: () => Promise.resolve({ default: { strategies: [slices] } }),
 * });
 * deepStrictEqual(strategies.names(), ["slices"]);
 * await rejects(strategies.get("slice"), { code: "UNKNOWN_STRATEGY", hint: 'did you mean "slices"?' });
 * ```
 */
export class Registry<Plugin extends PluginInfo> {
  readonly #list: keyof typeof KINDS;
  readonly #modules: Map<string, () => Promise<PluginModule<Plugin>>>;
  readonly #otherNames: Readonly<Record<string, string>>;

  /**
   * @param list Where a module lists the plugins of this kind.
   * @param table The module of each plugin, by the plugin's name.
   * @param otherNames What people call some of them elsewhere, such as "cuda", to be answered with
   *   their name.
   */
  constructor(
    list: keyof typeof KINDS,
    table: Readonly<Record<string, () => Promise<PluginModule<Plugin>>>>,
    otherNames: Readonly<Record<string, string>> = {},
  ) {
    this.#list = list;
    this.#modules = new Map(Object.entries(table));
    this.#otherNames = otherNames;
  }

  /** What a plugin is called in messages: "strategy", "backend", "data set", "encoder". */
  get kind(): string {
    return KINDS[this.#list];
  }

  /** Every known name, in alphabetical order. */
  names(): string[] {
    return [...this.#modules.keys()].sort();
  }

  /** Whether a plugin of this name is known. */
  has(name: string): boolean {
    return this.#modules.has(name);
  }

  /**
   * Adds a plugin, such as a third party's.
   *
   * @throws {CrlcError} `PLUGIN_NAME_TAKEN` if the name is known already.
   */
  add(plugin: Plugin): void {
    if (this.has(plugin.name)) {
      throw new CrlcError(
        "plugin",
        "PLUGIN_NAME_TAKEN",
        `Cannot add ${this.kind} "${plugin.name}": the name must be new, and a ${this.kind} of this name is known already`,
        { hint: "give the plugin another name" },
      );
    }
    const module = { default: { [this.#list]: [plugin] } };
    this.#modules.set(plugin.name, () => Promise.resolve(module));
  }

  /**
   * What the module of a plugin brings, by the plugin's name.
   *
   * @throws {CrlcError} `UNKNOWN_…` with the known names and the nearest one.
   */
  async module(name: string): Promise<PluginModule<Plugin>["default"]> {
    const load = this.#modules.get(name);
    if (load) return (await load()).default;
    const known = this.names(), other = name.toLowerCase();
    const meant = Object.hasOwn(this.#otherNames, other) ? this.#otherNames[other] : undefined;
    throw new CrlcError(
      "usage",
      `UNKNOWN_${this.kind.toUpperCase().replaceAll(" ", "_")}`,
      `Cannot find ${this.kind} "${name}": known ones are ${known.join(", ")}`,
      { hint: meant === undefined ? didYouMean(name, known) : `did you mean "${meant}"?` },
    );
  }

  /**
   * Loads a plugin by name.
   *
   * @throws {CrlcError} `UNKNOWN_…` with the known names and the nearest one.
   */
  async get(name: string): Promise<Plugin> {
    const plugins = (await this.module(name))[this.#list] ?? [];
    const plugin = plugins.find((plugin) => plugin.name === name);
    if (!plugin) {
      throw new Error(`The module of ${this.kind} "${name}" brings no such ${this.kind}`);
    }
    return plugin;
  }

  /** A registry with the same plugins, to which others can be added. */
  fork(): Registry<Plugin> {
    return new Registry(this.#list, Object.fromEntries(this.#modules), this.#otherNames);
  }

  /** Loads every plugin, in alphabetical order. */
  all(): Promise<Plugin[]> {
    return Promise.all(this.names().map((name) => this.get(name)));
  }
}
