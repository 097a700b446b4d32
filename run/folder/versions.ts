import { TFJS } from "../../backends/tfjs/version.ts";
import { DECODING } from "../../datasets/images/decoding.ts";
import config from "../../deno.json" with { type: "json" };

/** What a run was made with. */
export const VERSIONS: Readonly<Record<string, string>> = {
  crlc: config.version,
  deno: Deno.version.deno,
  v8: Deno.version.v8,
  tfjs: TFJS,
  decoding: String(DECODING),
};
