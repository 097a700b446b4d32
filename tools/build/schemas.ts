/**
 * Writes `schemas/`: a JSON Schema of what each command prints with `--json`, from the types of
 * `cli/outputs.ts`. With `--check` it fails where the folder is behind.
 *
 * Run: `deno task schemas [--check]`
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as TJS from "npm:typescript-json-schema@0.67.1";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "schemas");

/** How TypeScript takes the sources: as Deno does, as far as types of ours go. */
const OPTIONS = {
  ...{ target: "esnext", module: "esnext", moduleResolution: "bundler", lib: ["esnext", "dom"] },
  ...{
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  },
};

/** The schema of each command's output, as text, by its file. */
function schemas(): Map<string, string> {
  const program = TJS.getProgramFromFiles([join(root, "cli/outputs.ts")], OPTIONS);
  // What is not ours is not looked at; `deno check` looks at all of it.
  const settings = { required: true, ref: false, ignoreErrors: true };
  const all = TJS.generateSchema(program, "Outputs", settings);
  const texts = new Map<string, string>();
  for (const [command, schema] of Object.entries(all?.properties ?? {})) {
    const title = command === "error" ? "An error, with --json" : `crlc ${command} --json`;
    const whole = { $schema: all!.$schema, title, ...schema as object };
    texts.set(`${command.replaceAll(" ", "-")}.json`, `${JSON.stringify(whole, null, 2)}\n`);
  }
  return texts;
}

const wanted = schemas();
if (Deno.args.includes("--check")) {
  const there = [...Deno.readDirSync(folder)].map(({ name }) => name);
  const behind = [...new Set([...there, ...wanted.keys()])].filter((name) =>
    !there.includes(name) || Deno.readTextFileSync(join(folder, name)) !== wanted.get(name)
  );
  if (behind.length > 0) {
    console.error(`schemas/ is behind (${behind.join(", ")}): run "deno task schemas"`);
    Deno.exit(1);
  }
} else {
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  await Deno.mkdir(folder);
  for (const [name, text] of wanted) await Deno.writeTextFile(join(folder, name), text);
  console.log(`schemas/: ${wanted.size} schemas`);
}
