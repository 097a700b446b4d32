import { OWN } from "../mpi/start.ts";

const DOCS = new URL("../../docs/clusters.md", import.meta.url);

/**
 * A script of docs/clusters.md, with what only a large cluster has made small: what people copy is
 * what is run.
 *
 * @param line A line that only this script has.
 * @param small What is put in the place of what; all of it must be there.
 */
export async function scriptOf(
  line: string,
  small: Readonly<Record<string, string>>,
): Promise<string> {
  const text = await Deno.readTextFile(DOCS);
  const scripts = [...text.matchAll(/```sh\n(#!\/bin\/bash\n[^]*?)```/g)].map(([, body]) => body);
  let script = scripts.find((body) => body.includes(line));
  if (script === undefined) throw new Error(`docs/clusters.md has no script with ${line}`);
  const own = [Deno.execPath(), ...OWN].join(" ");
  for (const [large, its] of Object.entries({ ...small, "crlc ": `${own} ` })) {
    if (!script.includes(large)) throw new Error(`docs/clusters.md has no ${large} in ${line}`);
    script = script.replace(new RegExp(`(?<![\\w/])${large.replace(/[.$/]/g, "\\$&")}`), its);
  }
  return script;
}
