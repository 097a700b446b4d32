import configuration from "../deno.json" with { type: "json" };

/** The version of crlc. */
export const VERSION: string = configuration.version;
