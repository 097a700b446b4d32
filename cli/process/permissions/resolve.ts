import { existsSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import configuration from "../../../deno.json" with { type: "json" };
import { folderIfKnown } from "../variables.ts";
import type { Io } from "../../io.ts";
import { OPENERS } from "../../actions/open/browse.ts";
import type { CommandPermissions, Typed } from "./command_permissions.ts";
import { LOOPBACK, type Permissions } from "./permissions.ts";

/** The folder of the image decoder, within a path. */
const PACKAGE = `${sep}sharp${sep}`;

/**
 * The permissions that a command needs as it was typed.
 *
 * @returns Nothing where it needs all, or where no foreign code or data are touched.
 */
export async function resolvePermissions<Options extends Typed>(
  permissions: CommandPermissions<Options> | "all",
  typed: Options,
  io: Pick<Io, "env">,
): Promise<Permissions | undefined> {
  if (permissions === "all") return undefined;
  const { network, native, ours } = permissions;
  if (ours && (typed.plugins ?? []).length === 0) return undefined;
  const ffi = native ? await nativeCode(native, typed, io) : [];
  // Native code can do anything: a process that could not see the devices would only tell less.
  if (native === "backends" && ffi === true) {
    const { plugins = [] } = typed;
    // What plugins import is fetched for a second process, and written down in a lock of its own.
    return plugins.length === 0
      ? undefined
      : { write: true, net: true, ffi: true, all: true, plugins };
  }
  for (const name of permissions.parts?.(typed) ?? []) {
    const { requirePart } = await import("../../../parts/find_part.ts");
    requirePart(name);
  }
  const write = permissions.paths?.(typed, (kind) => folderIfKnown(io, kind)) ?? [];
  return {
    write: write === true ? true : write.filter((path) => path !== undefined).map(nearestMissing),
    net: network === "any"
      ? true
      : network === "archives"
      ? await hostsOf(typed)
      : typed.watch || network === "loopback"
      ? [LOOPBACK]
      : [],
    ...permissions.browser?.(typed) ? { run: [OPENERS[Deno.build.os] ?? []].flat() } : {},
    ffi,
    plugins: typed.plugins ?? [],
  };
}

/** The path, or the topmost folder on the way to it that has to be made. */
function nearestMissing(path: string): string {
  let found = resolve(path);
  while (!existsSync(found) && !existsSync(dirname(found))) found = dirname(found);
  return found;
}

/** The hosts of a data set's archives; any for one of a plugin, which is not loaded to be asked. */
async function hostsOf({ name, plugins = [] }: Typed): Promise<readonly string[] | true> {
  const { findDataset } = await import("../../../machine/lists.ts");
  try {
    const { archives } = await findDataset(name!, []);
    return [...new Set(archives.flatMap(({ urls }) => urls.map((url) => new URL(url).host)))];
  } catch {
    return plugins.length > 0 ? true : [];
  }
}

async function nativeCode(
  native: NonNullable<CommandPermissions<Typed>["native"]>,
  { backend = "auto", backends = [] }: Typed,
  io: Pick<Io, "env">,
): Promise<readonly string[] | true> {
  const { mayBeNative } = await import("../../../machine/may_be_native.ts");
  const wanted = native === "backends"
    ? (backends.length > 0 ? backends : ["auto"])
    : [backend === "auto" ? io.env("CRLC_BACKEND") ?? "auto" : backend];
  if (native !== "decoder" && wanted.some(mayBeNative)) return true;
  const decoder = fileURLToPath(import.meta.resolve(configuration.imports.sharp));
  // The native packages of each platform lie in a folder beside: @img/sharp-linux-x64 and the like.
  const { nativeParts } = await import("../../../machine/native_parts.ts");
  return [join(decoder.slice(0, decoder.lastIndexOf(PACKAGE)), "@img"), ...nativeParts()];
}
