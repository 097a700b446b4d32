import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Env } from "../core/folders.ts";
import { findPart } from "../parts/find_part.ts";
import { PARTS } from "../parts/table.ts";

/** Something that crlc has put on the disk, besides the folders it works in. */
export interface Installed {
  readonly name: string;
  /** Its folder, or the address that it was loaded from. */
  readonly path: string;
  /** Who removes it. */
  readonly removal: string;
}

const ROOT = new URL("..", import.meta.url);

/** The optional parts that are here. */
export function installedParts(find = findPart): Installed[] {
  return PARTS.flatMap(({ name }) => {
    const path = find(name);
    return path === undefined
      ? []
      : [{ name: `part ${name}`, path, removal: `crlc parts remove ${name}` }];
  });
}

/**
 * What lies on the disk of crlc itself, and who removes it. No program of npm or Deno is asked: it
 * is told by the place that crlc runs from.
 */
export function installation(env: Env, root: URL = ROOT, os = Deno.build.os): Installed[] {
  const cache = denoCache(env, os);
  return [
    program(root),
    ...(cache === undefined ? [] : [{
      name: "packages",
      path: cache,
      removal: "Deno's cache, shared by all that runs in Deno: it stays; deno clean empties it",
    }]),
  ];
}

function program(root: URL): Installed {
  if (root.protocol !== "file:") {
    const removal =
      "in Deno's cache; a command made by deno install goes by deno uninstall -g crlc";
    return { name: "crlc", path: root.href, removal };
  }
  const path = fileURLToPath(root).replace(/[\\/]$/, "");
  const removal = /[\\/]_npx[\\/]/.test(path)
    ? "npm's cache for npx, with the Deno it brings: delete this folder's parent"
    : /[\\/]node_modules[\\/]crlc$/.test(path)
    ? `npm uninstall${existsSync(join(dirname(dirname(path)), "package.json")) ? "" : " -g"} crlc`
    : "your checkout: delete it";
  return { name: "crlc", path, removal };
}

/** Where Deno keeps what it downloads, as its manual says. */
function denoCache(env: Env, os: typeof Deno.build.os): string | undefined {
  const told = env.env("DENO_DIR");
  if (told !== undefined) return told;
  const home = env.env("HOME");
  const base = os === "windows"
    ? env.env("LOCALAPPDATA")
    : os === "darwin"
    ? home && `${home}/Library/Caches`
    : env.env("XDG_CACHE_HOME") ?? (home && `${home}/.cache`);
  return base && `${base}${os === "windows" ? "\\" : "/"}deno`;
}
