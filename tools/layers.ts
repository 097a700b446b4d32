/**
 * Fails when a file imports what its folder may not, or opens the door to the labels where only
 * evaluation may.
 *
 * Run: `deno run -A tools/layers.ts`
 */
import { relative } from "node:path";

/** What each folder may import of the others; itself always. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  search: ["core"],
  metrics: ["search", "core"],
  datasets: ["core"],
  pipeline: ["datasets", "core"],
  backends: ["core"],
  nn: ["backends", "core"],
  plugins: ["nn", "search", "backends", "core"],
  run: ["plugins", "nn", "backends", "pipeline", "datasets", "search", "core"],
  results: [
    ...["run", "plugins", "nn", "backends", "pipeline", "datasets", "search", "metrics", "core"],
  ],
  machine: ["run", "plugins", "nn", "backends", "pipeline", "datasets", "search", "core"],
  cli: ["results", "machine", "run", "metrics", "core"],
};

/** Folders that open every door so far. */
const OPEN: ReadonlySet<string> = new Set(["run", "results", "machine"]);

/** Finer rules: files of a folder that its neighbours above may import. */
const DOORS: Readonly<Record<string, (file: string, importer: string) => boolean>> = {
  backends: (file, importer) =>
    OPEN.has(importer) || /^backends\/(tf|ops|backend|mod)\.ts$/.test(file),
  datasets: (file, importer) =>
    OPEN.has(importer) || /^datasets\/(dataset\.ts$|images\/)/.test(file),
};

/** Folders that hold one plugin each, which may not import one another; two are for all of them. */
const PLUGIN_FOLDER = /^(backends)\/(?!(?:tfjs|corrected)\/)([^/]+)\//;

/** Families of strategies; each file is one strategy. */
const STRATEGY = /^plugins\/(?!parts\/)[^/]+\//;
/** What a strategy may import of `plugins/`: the contract, shared parts, its own recipes. */
const PARTS_OF_STRATEGIES = /^plugins\/(strategy\.ts$|parts\/)/;

/** The only files that may ask a data set for its labels. */
const MAY_READ_LABELS =
  /^(datasets\/|tests\/|run\/recipe\/labels\.ts$|results\/(scores\/evaluate|neighbours|export\/export|report\/gather)\.ts$)/;

interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly code?: { readonly specifier?: string };
    readonly type?: { readonly specifier?: string };
  }[];
}

const root = new URL("..", import.meta.url).pathname;
const place = (specifier: string) => relative(root, new URL(specifier).pathname);
const folderOf = (file: string) => file.includes("/") ? file.slice(0, file.indexOf("/")) : "";

/** What is wrong with one import, if anything. */
function fault(from: string, to: string): string | undefined {
  const a = folderOf(from), b = folderOf(to);
  const mayAll = !(a in MAY_IMPORT);
  if (mayAll || !(b in MAY_IMPORT)) return undefined;
  if (a !== b && !MAY_IMPORT[a].includes(b)) return `${a}/ may not import ${b}/`;
  if (a !== b && DOORS[b] && !DOORS[b](to, a)) return `${a}/ may import only the doors of ${b}/`;
  const own = from.match(PLUGIN_FOLDER)?.[2], other = to.match(PLUGIN_FOLDER)?.[2];
  if (a === b && own && other && own !== other) return `${own} may not import its sibling ${other}`;
  if (STRATEGY.test(from) && b === "plugins" && !PARTS_OF_STRATEGIES.test(to)) {
    const recipes = from.replace(/\.ts$/, ".json");
    if (to !== recipes) return "a strategy imports of plugins/ the contract, parts and its recipes";
  }
  return undefined;
}

async function graph(entry: string): Promise<Module[]> {
  const { stdout, success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", entry],
    cwd: root,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout)).modules;
}

async function sources(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(root + folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) found.push(...await sources(path));
    else if (/\.ts$/.test(entry.name)) found.push(path);
  }
  return found;
}

const faults = new Set<string>();
const seen = new Set<string>();
const own = (await Promise.all(Object.keys(MAY_IMPORT).map(sources))).flat()
  .filter((file) => !file.includes("/kernels/"));
const entries = ["mod.ts", "cli/main.ts", ...own];
for (const entry of entries) {
  if (seen.has(entry)) continue;
  for (const module of await graph(entry)) {
    if (!module.specifier.startsWith("file:")) continue;
    const from = place(module.specifier);
    if (seen.has(from)) continue;
    seen.add(from);
    for (const { code, type } of module.dependencies ?? []) {
      for (const specifier of [code?.specifier, type?.specifier]) {
        if (!specifier?.startsWith("file:")) continue;
        const to = place(specifier), what = fault(from, to);
        if (what) faults.add(`${from} imports ${to}: ${what}`);
      }
    }
  }
}
for (const file of own) {
  if (MAY_READ_LABELS.test(file)) continue;
  if (/\.labels\(/.test(await Deno.readTextFile(root + file))) {
    faults.add(`${file} asks for the labels: only evaluation may`);
  }
}
for (const line of [...faults].sort()) console.error(line);
if (faults.size > 0) Deno.exit(1);
console.log(`${seen.size} files import only what they may`);
