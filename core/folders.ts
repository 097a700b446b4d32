import { join } from "node:path";
import { CrlcError } from "./errors.ts";

/** Folders of this person on this machine. */
export interface Folders {
  /** Data sets, one folder each. */
  readonly data: string;
  /** What can be made again. */
  readonly cache: string;
  /** Runs, one folder each. */
  readonly runs: string;
}

/** Something that knows environment variables; a variable that is empty counts as not set. */
export interface Env {
  env(name: string): string | undefined;
}

type Platform = typeof Deno.build.os;

/** A folder of the XDG base directory specification, which ignores paths that are not absolute. */
function xdg(io: Env, name: string): string | undefined {
  const path = io.env(name);
  return path?.startsWith("/") ? path : undefined;
}

function base(
  io: Env,
  platform: Platform,
  kind: "data" | "cache",
): string | undefined {
  const home = io.env("HOME") ?? io.env("USERPROFILE");
  const ours = xdg(io, kind === "data" ? "XDG_DATA_HOME" : "XDG_CACHE_HOME");
  if (ours !== undefined) return `${ours}/crlc`;
  if (platform === "windows") {
    const local = io.env("LOCALAPPDATA");
    return local === undefined ? undefined : `${local}\\crlc\\${kind}`;
  }
  if (home === undefined) return undefined;
  if (platform === "darwin") {
    return `${home}/Library/${kind === "data" ? "Application Support" : "Caches"}/crlc`;
  }
  return `${home}/${kind === "data" ? ".local/share" : ".cache"}/crlc`;
}

/**
 * Where something of this person lies: a `CRLC_*` variable says so, or XDG folders, or what is usual
 * on the platform; runs lie in `./runs`.
 *
 * @throws {CrlcError} `NO_HOME` if there is neither a variable nor a home folder.
 */
export function folderOf(
  io: Env,
  kind: keyof Folders,
  platform: Platform = Deno.build.os,
): string {
  if (kind === "runs") return io.env("CRLC_RUNS_DIR") ?? "runs";
  const variable = kind === "data" ? "CRLC_DATA_DIR" : "CRLC_CACHE_DIR";
  return io.env(variable) ?? base(io, platform, kind) ?? noHome(kind, variable);
}

function noHome(kind: keyof Folders, variable: string): never {
  throw new CrlcError(
    "usage",
    "NO_HOME",
    `Cannot choose a ${kind} folder: ${variable} or HOME must be set, and neither is`,
    { hint: `set ${variable} to a folder` },
  );
}

/** Where something lies, as `folderOf` has it; nothing where nothing says so. */
export function folderIfKnown(io: Env, kind: keyof Folders): string | undefined {
  try {
    return folderOf(io, kind);
  } catch (error) {
    if (error instanceof CrlcError && error.code === "NO_HOME") return undefined;
    throw error;
  }
}

/**
 * A folder that is needed now.
 *
 * @throws {CrlcError} `NO_HOME` if nothing says where it is.
 */
export function requireFolder(path: string | undefined, kind: "data" | "cache"): string {
  return path ?? noHome(kind, kind === "data" ? "CRLC_DATA_DIR" : "CRLC_CACHE_DIR");
}

/** The variables of this process; those that may not be read count as not set. */
export const processEnv: Env = {
  env(name) {
    const { state } = Deno.permissions.querySync({ name: "env", variable: name });
    return state === "granted" ? Deno.env.get(name) || undefined : undefined;
  },
};

/**
 * Where the lists lie that came by standard input, for those who ask their runs later.
 *
 * @param cache The cache folder.
 */
export function listsFolder(cache: string): string {
  return join(cache, "lists");
}
