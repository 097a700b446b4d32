import { join } from "node:path";
import { type Env, processEnv } from "../../core/folders.ts";
import { findPart } from "../../parts/find_part.ts";
import { CPU_PLUGIN } from "../../parts/rows/xla.ts";
import { CUDA_PLUGIN } from "../../parts/rows/xla_cuda.ts";
import { exists } from "../../core/exists.ts";

/** Which plugin of PJRT is used, and who says so. */
export interface Place {
  readonly plugin: string;
  readonly platform: "cpu" | "cuda" | "other";
  /** The folder of Python's packages that the plugin and its libraries are laid out in, if any. */
  readonly packages?: string;
  readonly from: string;
}

/** The plugin in a folder of Python's packages, that for GPUs first; older names of JAX's own too. */
const PLUGINS = [CUDA_PLUGIN, "jax_plugins/xla_cuda12/xla_cuda_plugin.so", CPU_PLUGIN];

/** Variables that name the Python environment which is active. */
const ENVIRONMENTS = ["VIRTUAL_ENV", "CONDA_PREFIX"];

function namesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  } catch {
    return [];
  }
}

const platformOf = (plugin: string): Place["platform"] =>
  plugin.includes("cuda") ? "cuda" : plugin.includes("cpu") ? "cpu" : "other";

/** The folders of Python's packages that a folder is, or that an environment in it has. */
function packagesIn(folder: string): string[] {
  const lib = join(folder, "lib");
  const inner = namesIn(lib).filter((name) => name.startsWith("python"))
    .flatMap((name) => ["site-packages", "dist-packages"].map((kind) => join(lib, name, kind)));
  return [folder, ...inner];
}

/** Every plugin in a folder, that for GPUs first. */
function pluginsIn(folder: string, from: string): Place[] {
  const found = packagesIn(folder).flatMap((packages) =>
    PLUGINS.map((file) => join(packages, file)).filter(exists)
      .map((plugin): Place => ({ plugin, platform: platformOf(plugin), packages, from }))
  );
  return found.sort((a, b) => Number(b.platform === "cuda") - Number(a.platform === "cuda"));
}

/**
 * The plugins that are here, in the order in which they are taken: what `CRLC_XLA` names, which is
 * then alone; those of the active Python environment; the optional parts.
 *
 * `CRLC_XLA` is a plugin's file, a folder of Python's packages, or a Python environment.
 */
export function findPlaces(
  io: Env = processEnv,
): { readonly named?: string; readonly places: readonly Place[] } {
  const named = io.env("CRLC_XLA");
  if (named !== undefined) {
    const isFile = /\.(so|dylib|dll)(\.[\d.]+)?$/.test(named);
    const places = isFile
      ? exists(named) ? [{ plugin: named, platform: platformOf(named), from: "CRLC_XLA" }] : []
      : pluginsIn(named, "CRLC_XLA");
    return { named, places };
  }
  const active = ENVIRONMENTS.flatMap((variable) => {
    const folder = io.env(variable);
    return folder === undefined ? [] : pluginsIn(folder, variable);
  });
  const parts = ["xla-cuda", "xla"].flatMap((part) => {
    const folder = findPart(part);
    return folder === undefined ? [] : pluginsIn(folder, `part ${part}`);
  });
  return { places: [...active, ...parts] };
}
