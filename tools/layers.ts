/**
 * Fails when a file imports what its folder may not, when files import one another in a circle
 * (types included), or when anything but evaluation reads the labels of a data set.
 *
 * Run: `deno run -A tools/layers.ts`
 */
import { relative } from "node:path";
import { findCycles } from "./layers/find_cycles.ts";

/** What each folder may import of the others; itself always. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  parts: ["core"],
  search: ["core"],
  metrics: ["search", "core"],
  datasets: ["parts", "core"],
  pipeline: ["datasets", "core"],
  backends: ["parts", "core"],
  nn: ["backends", "core"],
  encoders: ["nn", "backends", "datasets", "parts", "core"],
  plugins: ["nn", "search", "backends", "core"],
  run: ["plugins", "encoders", "nn", "backends", "pipeline", "datasets", "parts", "search", "core"],
  results: [
    ...["run", "plugins", "encoders", "nn", "backends", "pipeline", "datasets", "search"],
    ...["metrics", "parts", "core"],
  ],
  machine: [
    "run",
    "plugins",
    "encoders",
    "nn",
    "backends",
    "pipeline",
    "datasets",
    "parts",
    "search",
    "core",
  ],
  contracts: ["run", "plugins", "encoders", "nn", "backends", "datasets", "core"],
  cli: ["results", "machine", "contracts", "run", "metrics", "parts", "core"],
};

/** Rooms of `run/`, each of which may import those before it; `api.ts` stands above `folder`. */
const ROOMS_OF_RUN: readonly string[] = ["parts", "recipe", "folder", "train"];

/** The doors of folders: what those above may import, besides `INSTALLS` of `machine/`. */
const DOORS: Readonly<Record<string, RegExp>> = {
  backends: /^backends\/([^/]+|tfjs\/version)\.ts$/,
  datasets:
    /^datasets\/([^/]+|folder\/(walk|prepare_file|read_image|unpacked)|features\/read_features)\.ts$|^datasets\/(images|archive|cache|download)\//,
  parts: /^parts\/(rows\/)?[^/]+\.ts$/,
};
/** What `machine/` installs, and where a native library lies, without its backend. */
const INSTALLS = /^(backends\/tensorflow\/place|parts\/install\/(add|remove)_part)\.ts$/;

/** Folders that hold one plugin each, which may not import one another; some are for all of them. */
const PLUGIN_FOLDER = /^backends\/(?!(?:tfjs|corrected|traced)\/)([^/]+)\//;

/** Families of strategies; each file is one strategy. */
const STRATEGY = /^plugins\/(?!parts\/)[^/]+\//;
/** What a strategy may import of `plugins/`: the contract, shared parts, its own recipes. */
const PARTS_OF_STRATEGIES = /^plugins\/(strategy\.ts$|parts\/)/;

/** The only files that may ask a data set for its labels. */
const MAY_READ_LABELS =
  /^(datasets\/|tests\/|run\/(recipe\/(read_)?labels|embed\/embed_pictures|parts\/guard_dataset)\.ts$|results\/(scores\/(evaluate|score_curve)|figures\/open_pictures|neighbours|export\/export|report\/gather)\.ts$|contracts\/dataset_checks\.ts$)/;

interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly code?: { readonly specifier?: string };
    readonly type?: { readonly specifier?: string };
  }[];
}

const root = new URL("..", import.meta.url).pathname;
const fileOf = (specifier: string) => relative(root, new URL(specifier).pathname);
const folderOf = (file: string) => file.includes("/") ? file.slice(0, file.indexOf("/")) : "";

/** What is wrong with one import, if anything. */
function fault(from: string, to: string): string | undefined {
  const a = folderOf(from), b = folderOf(to);
  if (!(a in MAY_IMPORT) || !(b in MAY_IMPORT)) return undefined;
  if (a !== b && !MAY_IMPORT[a].includes(b)) return `${a}/ may not import ${b}/`;
  const open = !DOORS[b] || DOORS[b].test(to) || a === "machine" && INSTALLS.test(to);
  if (a !== b) return open ? undefined : `${a}/ may import only the doors of ${b}/`;
  if (STRATEGY.test(from) && !PARTS_OF_STRATEGIES.test(to)) {
    if (to !== from.replace(/\.ts$/, ".json")) {
      return "a strategy may import the contract and parts";
    }
  }
  const [own, other] = [from, to].map((file) => file.match(PLUGIN_FOLDER)?.[1]);
  if (own && other && own !== other) return `${own} may not import its sibling ${other}`;
  const [room, below] = [from, to].map((file) => ROOMS_OF_RUN.indexOf(file.split("/")[1]));
  if (a === "run" && room >= 0 && below > room) return `it is of a room above`;
  return undefined;
}

/** The graph of an entry's modules. */
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

/** The files of this project that each one imports, whether code or types. */
async function readImports(entries: readonly string[]): Promise<Map<string, Set<string>>> {
  const imports = new Map<string, Set<string>>();
  for (const entry of entries) {
    if (imports.has(entry)) continue;
    for (const { specifier, dependencies = [] } of await graph(entry)) {
      if (!specifier.startsWith("file:")) continue;
      const own = new Set<string>();
      for (const { code, type } of dependencies) {
        for (const other of [code?.specifier, type?.specifier]) {
          if (other?.startsWith("file:")) own.add(fileOf(other));
        }
      }
      imports.set(fileOf(specifier), own);
    }
  }
  return imports;
}

const own = (await Promise.all(Object.keys(MAY_IMPORT).map(sources))).flat()
  .filter((file) => !file.includes("/kernels/assembly/"));
const imports = await readImports(["mod.ts", "cli/main.ts", ...own]);
const faults = new Set<string>();
for (const [from, targets] of imports) {
  for (const to of targets) {
    const what = fault(from, to);
    if (what) faults.add(`${from} imports ${to}: ${what}`);
  }
}
for (const cycle of findCycles(imports)) {
  faults.add(`these import one another in a circle: ${cycle.join(", ")}`);
}
for (const file of own) {
  if (MAY_READ_LABELS.test(file)) continue;
  if (/(dataset|auxiliary|set|whole)\.labels\(/.test(await Deno.readTextFile(root + file))) {
    faults.add(`${file} asks for the labels: only evaluation may`);
  }
}
for (const line of [...faults].sort()) console.error(line);
if (faults.size > 0) Deno.exit(1);
console.log(`${imports.size} files import only what they may`);
