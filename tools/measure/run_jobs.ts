import { join } from "node:path";
import { openCatalog } from "../../run/parts/catalog.ts";
import { readIfThere } from "../../run/folder/files.ts";
import { readRecipe } from "../../run/recipe/recipe.ts";
import { hashRecipe, readManifest } from "../../run/folder/run_folder.ts";
import type { SweepOutcome, SweepRun } from "../../results/sweep_outcome.ts";
import type { Conditions, Job, Measured } from "./job.ts";

const root = new URL("../..", import.meta.url).pathname;
const catalog = await openCatalog();

/**
 * Runs what has not been run yet, some at a time, each in a process of its own; what has been is
 * read. A job whose recipe has changed since is an error: old and new numbers do not mix.
 *
 * @returns What was measured, in the order of the jobs; nothing for jobs that are missing or could
 *   not be run, of which standard error tells.
 */
export async function runJobs(jobs: readonly Job[], conditions: Conditions): Promise<Measured[]> {
  const results: (Measured | undefined)[] = jobs.map(() => undefined);
  const left = jobs.map((job, place) => ({ job, place }));
  const one = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      results[next.place] = await measure(next.job, conditions);
    }
  };
  await Promise.all(Array.from({ length: conditions.parallel }, one));
  return results.filter((result) => result !== undefined);
}

async function measure(job: Job, conditions: Conditions): Promise<Measured | undefined> {
  const { recipe, settings, seed } = job;
  const folder = join(conditions.folder, recipe.replaceAll("/", "-"));
  const name = [...settings, `seed${seed}`].join("_").replace(/[^\w.=+-]+/g, "-");
  const kept = join(folder, `${name}.json`), mark = join(folder, `${name}.recipe`);
  const hash = hashRecipe(await readRecipe(catalog, recipe, { set: [...settings], seed }));
  const marked = await readIfThere(mark);
  if (marked !== undefined && marked !== hash) {
    console.error(`${recipe} ${name}: the recipe has changed; remove "${folder}" to run it anew`);
    return undefined;
  }
  let text = marked === undefined ? undefined : await readIfThere(kept);
  if (text === undefined) {
    if (conditions.onlyDone) return undefined;
    const began = performance.now();
    const run = await sweepOne(job, folder, conditions);
    if (!run) return undefined;
    await Deno.writeTextFile(mark, hash);
    text = JSON.stringify({ ...run, commit: await presentCommit() });
    await Deno.writeTextFile(kept, text);
    const took = ((performance.now() - began) / 1000).toFixed(0);
    console.error(`${recipe} ${name}: ACC ${run.acc?.toFixed(3) ?? run.failed ?? "-"}, ${took} s`);
  }
  const { acc, nmi, ari, oracleAcc, failed, seconds, commit = "unknown" } = JSON.parse(
    text,
  ) as SweepRun & { commit?: string };
  const session = (await readManifest(join(folder, name)))?.sessions.at(-1);
  const { backend = conditions.backend, device = "", threads = conditions.threads } = session ?? {};
  return { ...job, acc, nmi, ari, oracleAcc, failed, seconds, backend, device, threads, commit };
}

/** The commit that is checked out, with a "+" where code has changed since. */
async function presentCommit(): Promise<string> {
  const git = async (...args: string[]) => {
    const { stdout } = await new Deno.Command("git", { args: ["-C", root, ...args] }).output();
    return new TextDecoder().decode(stdout).trim();
  };
  const others = ["docs", "tools", "plugins/reached.json", "bench/results"].map((path) =>
    `:!${path}`
  );
  const changed = await git("status", "--porcelain", "--untracked-files=no", "--", ...others);
  return await git("rev-parse", "--short", "HEAD") + (changed === "" ? "" : "+");
}

/** A run of `crlc sweep` with one seed. */
async function sweepOne(
  { recipe, settings, seed }: Job,
  folder: string,
  { backend, threads }: Conditions,
): Promise<SweepRun | undefined> {
  const grid = settings.flatMap((setting) => ["--grid", setting]);
  const args = ["sweep", recipe, ...grid, "--seeds", `${seed}`, "--run", folder]
    .concat("--backend", backend, "--threads", `${threads}`, "--json", "--quiet");
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", join(root, "cli", "main.ts"), ...args],
    stdin: "null",
  }).output();
  if (!success) {
    console.error(`crlc ${args.join(" ")}\n${new TextDecoder().decode(stderr)}`);
    return undefined;
  }
  return (JSON.parse(new TextDecoder().decode(stdout)) as SweepOutcome).runs[0];
}
