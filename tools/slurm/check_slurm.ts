/**
 * Starts a cluster of one node and tries what docs/clusters.md says of Slurm.
 *
 * Run: `.ci/slurm [pmix|pmi2|jobs] [PART OF A CASE'S NAME]`
 */
import { CASES as EVERYWHERE, type Launcher } from "../mpi/cases.ts";
import { tryCases } from "../mpi/try_cases.ts";
import { CASES } from "./cases.ts";
import { type Cluster, startCluster } from "./cluster.ts";

const srun = (kind: string) => ["srun", `--mpi=${kind}`, "--kill-on-bad-exit=1"];
const LAUNCHERS: Readonly<Record<string, Launcher>> = {
  pmix: {
    ...{ launcher: srun("pmix"), carrier: /^Open MPI v\d/, other: "libmpich.so.12" },
    killsAtOnce: true,
  },
  pmi2: {
    ...{ launcher: srun("pmi2"), carrier: /^MPICH \d/, other: "libmpi.so.40" },
    ...{ losesCode: true, killsAtOnce: true },
  },
};

const [only, like = ""] = Deno.args;

/** Tries what was asked for, and counts what fails. */
async function tryAll(cluster: Cluster): Promise<number> {
  let failed = 0;
  if (!only || only === "jobs") failed += await tryCases("slurm", CASES, {}, like);
  for (const [name, launcher] of Object.entries(LAUNCHERS)) {
    if (!only || only === name) {
      failed += await tryCases(`srun ${name}`, EVERYWHERE, launcher, like);
    }
  }
  if (failed > 0) console.log(await cluster.log());
  return failed;
}

const folder = await Deno.makeTempDir();
let failed = 0;
try {
  const cluster = await startCluster(folder).catch((error: Error) => error);
  if (cluster instanceof Error) {
    console.log(`skipped: no cluster starts here: ${cluster.message}`);
  } else {
    await using started = cluster;
    failed = await tryAll(started);
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
Deno.exit(failed > 0 ? 1 : 0);
