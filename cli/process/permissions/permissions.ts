import { dirname } from "node:path";

/** The host of a process that listens: this machine alone. */
export const LOOPBACK = "127.0.0.1";

/** What a process of crlc may do, besides reading files, the environment and the machine's facts. */
export interface Permissions {
  /** Files and folders it may write, with all that is in them; `true` for everywhere. */
  readonly write: readonly string[] | true;
  /** Hosts it may ask; `true` for any. */
  readonly net: readonly string[] | true;
  /** Programs it may start. */
  readonly run?: readonly string[];
  /** Folders of native code it may load; `true` for any native code, which no permission binds. */
  readonly ffi: readonly string[] | true;
  /** Whether it may do everything, whatever the others say. */
  readonly all?: true;
  /** Plugins it will load, so that what they import is fetched before. */
  readonly plugins: readonly string[];
}

/**
 * A path, or the nearest folder above it that has no comma: Deno splits paths at commas, and
 * what its manual says of two commas does not hold in 2.9.
 */
function withoutComma(path: string): string {
  let named = path;
  while (named.includes(",")) named = dirname(named);
  return named;
}

/**
 * Deno's flags for some permissions. Nothing is fetched and nobody is asked; of crlc itself only what the
 * command needs is loaded, since the first process has fetched all of it.
 */
export function flagsOf({ write, net, run = [], ffi, all }: Permissions): string[] {
  const flag = (name: string, allowed: readonly string[] | true) =>
    allowed === true
      ? [`--allow-${name}`]
      : allowed.length === 0
      ? []
      : [`--allow-${name}=${allowed.map(withoutComma).join(",")}`];
  return [
    ...["--no-prompt", "--cached-only", "--unstable-lazy-dynamic-imports"],
    ...(all ? ["--allow-all"] : [
      ...["--allow-read", "--allow-env", "--allow-sys"],
      ...flag("write", write),
      ...flag("net", net),
      ...flag("run", run),
      ...flag("ffi", ffi),
    ]),
  ];
}
