import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import type { PluginInfo } from "../core/registry.ts";
import { openCatalog } from "../run/parts/catalog.ts";

/** Where a module lists plugins of a kind, and what one is called. */
const KINDS = {
  strategies: "strategy",
  datasets: "data set",
  backends: "backend",
  encoders: "encoder",
} as const;

/** Something that a third party's module brings. */
export interface PluginItem {
  readonly kind: (typeof KINDS)[keyof typeof KINDS] | "recipe";
  readonly name: string;
  readonly about: string;
  /** The module, as it was named. */
  readonly module: string;
}

/** What a module exports by default, once the catalogue has taken it. */
type Exported =
  & { readonly [List in keyof typeof KINDS]?: readonly PluginInfo[] }
  & { readonly recipes?: Readonly<Record<string, { readonly about?: string }>> };

/** The default export of a plugin's module. */
export async function importPlugin(module: string): Promise<{ url: string; exported: unknown }> {
  const isPath = !/^[a-z]+:/i.test(module);
  const url = isPath ? pathToFileURL(resolve(module)).href : module;
  return { url, exported: (await import(url)).default };
}

/**
 * What plugins bring.
 *
 * @param modules Paths, or `npm:`, `jsr:` or https specifiers.
 * @throws {CrlcError} `PLUGIN_NOT_LOADED` and the like.
 */
export async function listPlugins(modules: readonly string[]): Promise<PluginItem[]> {
  await openCatalog(modules);
  const items: PluginItem[] = [];
  for (const module of modules) {
    const exported = (await importPlugin(module)).exported as Exported;
    for (const [list, kind] of Object.entries(KINDS)) {
      const plugins = exported[list as keyof typeof KINDS] ?? [];
      items.push(...plugins.map(({ name, about }) => ({ kind, name, about, module })));
    }
    for (const [name, { about = "" }] of Object.entries(exported.recipes ?? {})) {
      items.push({ kind: "recipe", name, about, module });
    }
  }
  return items;
}
