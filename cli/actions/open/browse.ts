import { join } from "node:path";
import { messageOf } from "../../../core/errors.ts";

/** What opens an address or a file, by system. */
export const OPENERS: Partial<Readonly<Record<typeof Deno.build.os, string>>> = {
  ...{ linux: "xdg-open", freebsd: "xdg-open", darwin: "open", windows: "explorer" },
};

/**
 * Opens an address in the person's browser. It is not told on a command line, which everyone on the
 * machine can read, but in a file for her eyes that leads on.
 *
 * @param folder Where that file may lie.
 * @returns What takes the file away.
 */
export async function browse(
  address: string,
  folder: string,
  warn: (text: string) => void,
): Promise<() => Promise<void>> {
  const path = join(folder, `open.${Deno.pid}.html`), opener = OPENERS[Deno.build.os];
  const remove = () => Deno.remove(path).catch(() => {});
  try {
    if (opener === undefined) throw new Error(`nothing is known that does on ${Deno.build.os}`);
    const page = `<!doctype html><meta http-equiv="refresh" content="0; url=${address}">\n`;
    await Deno.writeTextFile(path, page, { mode: 0o600, createNew: true });
    const quiet = { stdin: "null", stdout: "null", stderr: "null" } as const;
    new Deno.Command(opener, { args: [path], ...quiet }).spawn().unref();
  } catch (error) {
    warn(`The browser is not opened: ${messageOf(error)}`);
  }
  return remove;
}
