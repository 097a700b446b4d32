import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import * as v from "valibot";
import { type BackendPlugin, backends } from "../../backends/mod.ts";
import { CrlcError, messageOf } from "../../core/errors.ts";
import type { Registry } from "../../core/registry.ts";
import { type DatasetPlugin, datasets } from "../../datasets/mod.ts";
import { type EncoderPlugin, encoders } from "../../encoders/mod.ts";
import { strategies, type StrategyPlugin } from "../../plugins/mod.ts";
import { guardStrategy } from "./guard_strategy.ts";
import { guardDataset } from "./guard_dataset.ts";
import { guardEncoder } from "./guard_encoder.ts";
import { RecipeTable } from "./recipe_table.ts";

/** Everything a run can be made of: what comes with crlc, and what the user has added. */
export interface Catalog {
  readonly backends: Registry<BackendPlugin>;
  readonly datasets: Registry<DatasetPlugin>;
  readonly encoders: Registry<EncoderPlugin>;
  readonly strategies: Registry<StrategyPlugin>;
  readonly recipes: RecipeTable;
}

const callable = v.function();
const info = { name: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/)), about: v.string() };
const strategyShape = v.looseObject({
  ...info,
  source: v.string(),
  options: callable,
  create: callable,
});
const datasetShape = v.looseObject({ ...info, options: callable, open: callable });
const encoderShape = v.looseObject({
  ...info,
  licence: v.string(),
  trainedOn: v.string(),
  supervision: v.picklist(["none", "captions", "classes"]),
  dimensions: v.pipe(v.number(), v.integer(), v.minValue(1)),
  bytes: v.pipe(v.number(), v.minValue(0)),
  open: callable,
});
const backendShape = v.looseObject({ ...info, probe: callable, open: callable });
const recipeShape = v.looseObject({
  about: v.optional(v.string()),
  strategy: v.optional(v.string()),
  dataset: v.looseObject({ name: v.string() }),
});
const moduleShape = v.object({
  strategies: v.optional(v.array(v.unknown()), []),
  datasets: v.optional(v.array(v.unknown()), []),
  backends: v.optional(v.array(v.unknown()), []),
  encoders: v.optional(v.array(v.unknown()), []),
  recipes: v.optional(v.record(v.string(), v.unknown()), {}),
});

/**
 * Opens the catalogue, with third-party plugins by the same door as crlc's own.
 *
 * A plugin module has a default export `{ strategies?, datasets?, backends?, encoders?, recipes? }`.
 *
 * @param specifiers Paths, `npm:`, `jsr:` or https specifiers.
 * @throws {CrlcError} of kind `plugin`: `PLUGIN_NOT_LOADED`, `PLUGIN_SHAPE`,
 *   `PLUGIN_API_VERSION`, `PLUGIN_NAME_TAKEN`.
 */
export async function openCatalog(specifiers: readonly string[] = []): Promise<Catalog> {
  const known = strategies.fork();
  const catalog = {
    backends: backends.fork(),
    datasets: datasets.fork(),
    encoders: encoders.fork(),
    strategies: known,
    recipes: new RecipeTable(known),
  };
  for (const specifier of specifiers) await addModule(catalog, specifier, await load(specifier));
  return catalog;
}

/**
 * Adds what a plugin's module exports by default, which may be anything.
 *
 * @throws {CrlcError} of kind `plugin`, as {@link openCatalog} does.
 */
export async function addModule(
  catalog: Catalog,
  specifier: string,
  exported: unknown,
): Promise<void> {
  const module = v.safeParse(moduleShape, exported);
  if (!module.success) {
    throw shapeError(
      specifier,
      "the default export must be { strategies?, datasets?, backends?, encoders? }",
    );
  }
  const { strategies, datasets, backends, encoders, recipes } = module.output;
  if (strategies.length + datasets.length + backends.length + encoders.length === 0) {
    throw shapeError(specifier, "the default export must hold at least one plugin, and holds none");
  }
  for (const raw of strategies) {
    const plugin = checked<StrategyPlugin>(strategyShape, raw, specifier, "strategy");
    catalog.strategies.add(guardStrategy(plugin, specifier));
  }
  for (const raw of datasets) {
    const plugin = checked<DatasetPlugin>(datasetShape, raw, specifier, "data set");
    catalog.datasets.add(guardDataset(plugin, specifier));
  }
  for (const raw of backends) {
    catalog.backends.add(checked<BackendPlugin>(backendShape, raw, specifier, "backend"));
  }
  for (const raw of encoders) {
    const plugin = checked<EncoderPlugin>(encoderShape, raw, specifier, "encoder");
    catalog.encoders.add(guardEncoder(plugin, specifier));
  }
  for (const [name, recipe] of Object.entries(recipes)) {
    if (!/^[\w.-]+(\/[\w.-]+)*$/.test(name) || !v.safeParse(recipeShape, recipe).success) {
      throw shapeError(specifier, `recipe "${name}" must be one that can be named and read`);
    }
    await catalog.recipes.add(name, recipe);
  }
}

async function load(specifier: string): Promise<unknown> {
  const isPath = !/^[a-z]+:/i.test(specifier);
  const url = isPath ? pathToFileURL(resolve(specifier)).href : specifier;
  try {
    return (await import(url)).default;
  } catch (cause) {
    throw new CrlcError(
      "plugin",
      "PLUGIN_NOT_LOADED",
      `Cannot load plugin "${specifier}": importing it must succeed, and fails: ${
        messageOf(cause).split("\n")[0]
      }`,
      { hint: "a path is taken from the current folder; packages need npm: or jsr:", cause },
    );
  }
}

function checked<Plugin>(
  schema: v.GenericSchema,
  raw: unknown,
  specifier: string,
  kind: string,
): Plugin {
  const version = (raw as { apiVersion?: unknown } | null)?.apiVersion;
  if (version !== 1 && version !== undefined) {
    throw new CrlcError(
      "plugin",
      "PLUGIN_API_VERSION",
      `Cannot use plugin "${specifier}": its ${kind} must have apiVersion 1, and has ${version}`,
      { hint: "use a version of the plugin that is made for this version of crlc" },
    );
  }
  const result = v.safeParse(schema, raw);
  if (!result.success || version === undefined) {
    const key = result.success ? "apiVersion" : v.getDotPath(result.issues[0]) ?? "it";
    throw shapeError(
      specifier,
      `"${key}" of a ${kind} must be as the contract says, and is missing or wrong`,
    );
  }
  return raw as Plugin;
}

function shapeError(specifier: string, what: string): CrlcError {
  return new CrlcError("plugin", "PLUGIN_SHAPE", `Cannot use plugin "${specifier}": ${what}`, {
    hint: "see examples/ for a plugin that works",
  });
}
