import { join } from "node:path";
import { NODE, slurmConf } from "./slurm_conf.ts";

/** Seconds until the node must be there. */
const START = 120;

/** A cluster of one node, as the variables of this process name it. */
export interface Cluster extends AsyncDisposable {
  readonly folder: string;
  /** Of the node and of the one that hands out jobs: what they have logged last. */
  log(): Promise<string>;
}

/**
 * Starts munge, slurmctld and slurmd, and lets commands of Slurm that this process starts find them.
 *
 * @throws {Error} Where one of them does not start, with what it said.
 */
export async function startCluster(folder: string): Promise<Cluster> {
  for (const part of ["munge", "state", "spool"]) await Deno.mkdir(join(folder, part));
  // munge refuses a folder that others may write to, and a socket that others cannot reach.
  await Deno.chmod(folder, 0o755);
  const key = join(folder, "munge", "key"), conf = join(folder, "slurm.conf");
  await Deno.writeFile(key, crypto.getRandomValues(new Uint8Array(128)), { mode: 0o600 });
  const place = { folder, host: Deno.hostname().split(".")[0], ...freePorts() };
  await Deno.writeTextFile(conf, slurmConf(place));
  Deno.env.set("SLURM_CONF", conf);
  const munge = (name: string) => join(folder, "munge", name);
  const daemons = [
    daemon("munged", [
      ...["--foreground", "--key-file", key, "--socket", munge("socket"), "--force"],
      ...["--pid-file", munge("pid"), "--seed-file", munge("seed"), "--log-file", munge("log")],
    ]),
    daemon("slurmctld", ["-D", "-f", conf]),
    daemon("slurmd", ["-D", "-N", NODE, "-f", conf]),
  ];
  const cluster: Cluster = {
    folder,
    async log() {
      const texts = ["slurmctld.log", "slurmd.log", "munge/log"].map((name) =>
        Deno.readTextFile(join(folder, name)).catch(() => "")
      );
      return (await Promise.all(texts)).map((text) => text.split("\n").slice(-12).join("\n"))
        .join("\n");
    },
    async [Symbol.asyncDispose]() {
      await slurm("scancel", ["--user=root"]).catch(() => {});
      await until("no job is left", async () => await slurm("squeue", ["-h"]) === "")
        .catch(() => {});
      for (const { kill } of daemons.reverse()) await kill();
    },
  };
  try {
    await until(
      "the node is idle",
      async () => /^idle/.test(await slurm("sinfo", ["-h", "-p", "low", "-o", "%T"])),
      START,
    );
  } catch (error) {
    const why = `${(error as Error).message}\n${await cluster.log()}`;
    await cluster[Symbol.asyncDispose]();
    throw new Error(why);
  }
  return cluster;
}

/** Two ports that nobody has, for a moment at least. */
function freePorts() {
  using control = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  using node = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return { controlPort: control.addr.port, nodePort: node.addr.port };
}

function daemon(program: string, args: readonly string[]) {
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  return {
    async kill() {
      try {
        child.kill("SIGTERM");
      } catch {
        // It has ended by itself.
      }
      await child.status;
    },
  };
}

/**
 * Runs a command of Slurm.
 *
 * @returns What it prints.
 * @throws {Error} Where it fails, with what it says.
 */
export async function slurm(program: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args: [...args] }).output();
  const [said, failed] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes).trim());
  if (!success) throw new Error(`${program} ${args.join(" ")}: ${failed}`);
  return said;
}

/** Seconds that are waited at most: ample, as all is slow on a machine that others use. */
const AMPLE = 900;

/**
 * Waits for what Slurm has no command to wait for.
 *
 * @throws {Error} Where it is not so after `seconds`.
 */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  seconds = AMPLE,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!await isSo().catch(() => false)) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((go) => setTimeout(go, 250));
  }
}
