import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Io } from "./io.ts";

const MAIN = new URL("main.ts", import.meta.url);

/**
 * How the person starts crlc. The launcher of the npm package tells it. From a checkout, crlc is
 * started as a task; deno then says where it was started, and npm that it started deno. From an
 * address, `deno install` may have made a command of it.
 */
export function programOf(io: Pick<Io, "env">, main = MAIN): string {
  const told = io.env("CRLC_PROGRAM");
  if (told !== undefined) return told;
  if (main.protocol !== "file:") {
    return isCommand("crlc", io) ? "crlc" : `deno run -A ${specifierOf(main)}`;
  }
  if (io.env("INIT_CWD") === undefined) return "crlc";
  const deno = io.env("npm_command") === "exec" ? `npx -y deno@${Deno.version.deno}` : "deno";
  return `${deno} task crlc`;
}

/** The command line on JSR by its short name, elsewhere by its address. */
function specifierOf({ href }: URL): string {
  return href.replace(/^.*\/@crlc\/crlc\/[^/]+\/cli\/main\.ts$/, "jsr:@crlc/crlc/cli");
}

function isCommand(name: string, io: Pick<Io, "env">): boolean {
  const folders = io.env("PATH")?.split(delimiter) ?? [];
  return folders.some((folder) =>
    ["", ".cmd", ".exe"].some((ending) => existsSync(join(folder, name + ending)))
  );
}
