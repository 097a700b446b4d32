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

/** The hub that the environment names. */
export function hubOf(io: Env, offline = false): Hub {
  const says = (name: string) => !["", "0", "false", "no"].includes(io.env(name) ?? "");
  return {
    endpoint: (io.env("HF_ENDPOINT") ?? PUBLIC).replace(/\/+$/, ""),
    token: io.env("HF_TOKEN"),
    offline: offline || io.env("CRLC_OFFLINE") !== undefined ||
      says("HF_HUB_OFFLINE"),
  };
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
