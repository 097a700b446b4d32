import { join } from "node:path";
import { fileURLToPath } from "node:url";
import configuration from "../../deno.json" with { type: "json" };
import { CrlcError } from "../../core/errors.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { makeFolder, writeDurably } from "../../run/folder/files.ts";
import { backendSource, backendTest } from "./backend_source.ts";
import { datasetSource, datasetTest } from "./dataset_source.ts";
import { encoderSource, encoderTest } from "./encoder_source.ts";
import { strategySource, strategyTest } from "./strategy_source.ts";

/** What can be begun with, and how its own text and its test are written. */
const KINDS = {
  strategy: { list: "strategies", source: strategySource, test: strategyTest },
  backend: { list: "backends", source: backendSource, test: backendTest },
  dataset: { list: "datasets", source: datasetSource, test: datasetTest },
  encoder: { list: "encoders", source: encoderSource, test: encoderTest },
} as const;

/** The kinds of plugin that can be begun. */
export type PluginKind = keyof typeof KINDS;

/** A plugin that was begun; what `crlc plugins new --json` prints. */
export interface NewPlugin {
  readonly schemaVersion: 1;
  readonly kind: PluginKind;
  readonly name: string;
  readonly folder: string;
  /** The module, to be named with `--plugin`. */
  readonly module: string;
  readonly files: readonly string[];
}

/**
 * Writes a folder with a plugin that works: the module, a test that runs the contract suite on it,
 * and a configuration by which Deno and editors find crlc and its types.
 *
 * @throws {CrlcError} `BAD_PLUGIN_NAME`, `PLUGIN_NAME_TAKEN`, `FOLDER_IN_USE`.
 */
export async function newPlugin(
  kind: PluginKind,
  name: string,
  folder: string,
): Promise<NewPlugin> {
  const { source, test } = KINDS[kind];
  await requireNewName(kind, name);
  await requireEmpty(folder);
  const file = name.replaceAll("-", "_");
  const texts = {
    "deno.json": `${JSON.stringify(configurationOf(file), null, 2)}\n`,
    [`${file}.ts`]: source(name),
    [`${file}.test.ts`]: test(name, file),
  };
  await makeFolder(folder);
  for (const [path, text] of Object.entries(texts)) await writeDurably(join(folder, path), text);
  const module = join(folder, `${file}.ts`);
  return { schemaVersion: 1, kind, name, folder, module, files: Object.keys(texts) };
}

/** How Deno finds crlc: where it lies on this machine, or in the registry it came from. */
function configurationOf(file: string) {
  const { name, version, imports: { valibot } } = configuration;
  const root = new URL("../..", import.meta.url);
  return {
    exports: `./${file}.ts`,
    imports: { [name]: `jsr:${name}@^${version}`, valibot },
    // In place of the registry; to be taken out where the plugin is published.
    ...root.protocol === "file:" && { links: [fileURLToPath(root)] },
  };
}

async function requireNewName(kind: PluginKind, name: string): Promise<void> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new CrlcError(
      "usage",
      "BAD_PLUGIN_NAME",
      `Cannot make plugin "${name}": its name must be of lower-case letters, digits and "-", and begin with a letter`,
      { hint: "for example my-strategy" },
    );
  }
  const known = (await openCatalog())[KINDS[kind].list];
  if (!known.has(name)) return;
  throw new CrlcError(
    "plugin",
    "PLUGIN_NAME_TAKEN",
    `Cannot make ${known.kind} "${name}": the name must be new, and crlc has one of this name`,
    { hint: "give the plugin another name" },
  );
}

async function requireEmpty(folder: string): Promise<void> {
  const there = await Deno.stat(folder).catch(() => undefined);
  if (there === undefined) return;
  if (there.isDirectory && [...Deno.readDirSync(folder)].length === 0) return;
  throw new CrlcError(
    "usage",
    "FOLDER_IN_USE",
    `Cannot write a plugin into "${folder}": it must be a new or an empty folder, and is none`,
    { hint: "choose another one with --to" },
  );
}
