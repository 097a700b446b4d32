import { CrlcError } from "../../core/errors.ts";
import type { Env } from "../../core/folders.ts";

/** A model hub, as its own tools are told of it. */
export interface Hub {
  /** Its address without a slash at the end: `HF_ENDPOINT` where a mirror is used. */
  readonly endpoint: string;
  /** `HF_TOKEN`: sent to the endpoint alone, and never to the store that it redirects to. */
  readonly token?: string;
  /** Whether the network may be used: not with `CRLC_OFFLINE` or `HF_HUB_OFFLINE`. */
  readonly offline: boolean;
}

const PUBLIC = "https://huggingface.co";

/**
 * The hub that the environment names.
 *
 * @throws {CrlcError} `BAD_VARIABLE` where `HF_ENDPOINT` is no address, or `HF_TOKEN` no token.
 */
export function hubOf(io: Env, offline = false): Hub {
  return {
    endpoint: endpointOf(io.env("HF_ENDPOINT") ?? PUBLIC),
    token: tokenOf(io.env("HF_TOKEN")),
    offline: isOffline(io, offline),
  };
}

/** Whether the network is forbidden. */
export function isOffline(io: Env, offline = false): boolean {
  return offline || io.env("CRLC_OFFLINE") !== undefined ||
    !["", "0", "false", "no"].includes(io.env("HF_HUB_OFFLINE") ?? "");
}

function endpointOf(text: string): string {
  const endpoint = text.trim().replace(/\/+$/, "");
  if (/^https?:\/\/[^/?#]+(\/[^?#]*)?$/i.test(endpoint) && URL.canParse(endpoint)) return endpoint;
  throw new CrlcError(
    "usage",
    "BAD_VARIABLE",
    `Cannot use HF_ENDPOINT: it must be an address such as ${PUBLIC}, and is "${text}"`,
    { hint: URL.canParse(`https://${endpoint}`) ? `HF_ENDPOINT=https://${endpoint}` : undefined },
  );
}

/** A line end at the end is of the file that a token was read from; what is wrong is never shown. */
function tokenOf(text: string | undefined): string | undefined {
  const token = text?.trim();
  if (!token) return undefined;
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new CrlcError(
    "usage",
    "BAD_VARIABLE",
    "Cannot use HF_TOKEN: it must be one word of plain letters, digits and signs, and is something else",
    { hint: "set it to the token alone, as the hub shows it" },
  );
}

/**
 * The cache of the hub's own tools, which is read and never written: `HF_HUB_CACHE`, `$HF_HOME/hub`,
 * or where they have it by default.
 */
export function hubCacheOf(io: Env): string | undefined {
  const given = io.env("HF_HUB_CACHE") ?? io.env("HUGGINGFACE_HUB_CACHE");
  if (given !== undefined) return given;
  const home = io.env("HF_HOME");
  if (home !== undefined) return `${home}/hub`;
  const cache = io.env("XDG_CACHE_HOME") ??
    ((folder) => folder && `${folder}/.cache`)(io.env("HOME") ?? io.env("USERPROFILE"));
  return cache === undefined ? undefined : `${cache}/huggingface/hub`;
}
