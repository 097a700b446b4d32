import { join } from "node:path";

const page = new URL("../../docs/results.md", import.meta.url).pathname;

/** Replaces a section of `docs/results.md`, between two comments, or adds it at the end. */
export async function writeSection(name: string, program: string, lines: readonly string[]) {
  const begin = `<!-- ${name}: written by ${program} -->`, end = `<!-- end of ${name} -->`;
  const text = [begin, "", ...lines, "", end].join("\n");
  const old = await Deno.readTextFile(page);
  const [from, to] = [old.indexOf(begin), old.indexOf(end)];
  const changed = from < 0
    ? `${old.trimEnd()}\n\n${text}\n`
    : old.slice(0, from) + text + old.slice(to + end.length);
  await Deno.writeTextFile(page, changed);
  await format(page);
}

/** Writes JSON as `deno fmt` has it, at a place within the repository. */
export async function writeJson(place: string, value: unknown) {
  const file = join(new URL("../..", import.meta.url).pathname, place);
  await Deno.writeTextFile(file, JSON.stringify(value, null, 2));
  await format(file);
}

async function format(file: string) {
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", file] }).output();
}
