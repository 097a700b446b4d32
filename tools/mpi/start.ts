import type { Launcher } from "./cases.ts";

/** How a command has ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A training over ranks that was started. */
export interface Started {
  /** Of the launcher. */
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** Once standard error says something; refused where it ends before. */
  said(what: RegExp): Promise<void>;
  /** Process ids of the ranks, rank 0 first. */
  ranks(): Promise<number[]>;
}

/** Milliseconds after which a launcher that waits for ever is ended, so that the cases after it are tried. */
const LIMIT = 15 * 60_000;
/** Looks at whether ranks are left once the launcher has ended, five a second. */
const LEFT = 600;
const TOKEN = "CRLC_TRIED_AS";
const MAIN = new URL("../../cli/main.ts", import.meta.url).pathname;
/** How crlc is started from here. */
export const OWN = ["run", "-A", "--no-check", MAIN];

/** Runs crlc alone. */
export async function crlc(args: readonly string[]): Promise<Ended & { readonly json: boolean }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...OWN, ...args],
    stdin: "null",
  }).output();
  const text = new TextDecoder().decode(stdout);
  return { code, stdout: text, stderr: new TextDecoder().decode(stderr), json: /^\{/.test(text) };
}

/** How ranks are started otherwise than all alike, as crlc, in the folder of this process. */
export interface Otherwise {
  /** Variables of one rank alone, or the folder that it stands in. */
  readonly other?: {
    readonly rank: number;
    readonly env?: Readonly<Record<string, string>>;
    readonly folder?: string;
  };
  readonly folder?: string;
  /** What Deno runs. */
  readonly program?: readonly string[];
}

/** Starts crlc over ranks; alone where there is one. */
export function start(
  { launcher, env: its }: Pick<Launcher, "launcher" | "env">,
  ranks: number,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { other, folder, program: ran = OWN }: Otherwise = {},
): Started {
  const own = [Deno.execPath(), ...ran, ...args];
  const different = [
    ...other?.folder === undefined ? [] : [`cd "${other.folder}"`],
    ...Object.entries(other?.env ?? {}).map(([name, value]) => `export ${name}=${value}`),
  ].join("; ");
  const rank = '"${OMPI_COMM_WORLD_RANK:-${PMI_RANK:-$SLURM_PROCID}}"';
  // By this its processes are found, whoever their parent is: srun starts none of them itself.
  const token = crypto.randomUUID();
  const each = other
    ? ["sh", "-c", `if [ ${rank} = ${other.rank} ]; then ${different}; fi; exec "$@"`, "sh", ...own]
    : own;
  const [program, ...flags] = ranks === 1 ? own : [...launcher, "-n", String(ranks), ...each];
  const child = new Deno.Command(program, {
    args: flags,
    env: { ...its, ...env, [TOKEN]: token },
    cwd: folder,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let isOver = false;
  const limit = setTimeout(() => {
    isOver = true;
    child.kill("SIGKILL");
  }, LIMIT);
  let stderr = "";
  const listeners = new Set<() => void>();
  const heard = (async () => {
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      stderr += text;
      for (const listener of listeners) listener();
    }
  })();
  const stdout = new Response(child.stdout).text();
  const ended = (async () => {
    const { code } = await child.status;
    clearTimeout(limit);
    if (isOver) {
      // Ranks that outlive their launcher hold its pipes.
      for (const pid of await ranksWith(token)) Deno.kill(pid, "SIGKILL");
      throw new Error(`it has not ended within ${LIMIT / 60_000} min: ${stderr}`);
    }
    await heard;
    // srun does not wait for what it has asked to stop.
    for (let i = 0; i < LEFT && (await ranksWith(token)).length > 0; i++) {
      await new Promise((go) => setTimeout(go, 200));
    }
    return { code, stdout: await stdout, stderr };
  })();
  return {
    pid: child.pid,
    ended,
    said(what) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const look = () => what.test(stderr) && resolve();
      listeners.add(look);
      look();
      ended.then(() => reject(new Error(`it has ended: ${stderr}`)), reject);
      return promise;
    },
    ranks: async () => ranks === 1 ? [child.pid] : await ranksWith(token),
  };
}

/** The processes of Deno that have a token in their environment, by the rank that it tells. */
async function ranksWith(token: string): Promise<number[]> {
  const found: { pid: number; rank: number }[] = [];
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const environment = await Deno.readTextFile(`/proc/${name}/environ`);
      if (!environment.includes(`${TOKEN}=${token}`)) continue;
      if ((await Deno.readTextFile(`/proc/${name}/comm`)).trim() !== "deno") continue;
      const rank = /\0(?:OMPI_COMM_WORLD_RANK|PMI_RANK|SLURM_PROCID)=(\d+)/.exec(
        `\0${environment}`,
      );
      if (rank) found.push({ pid: Number(name), rank: Number(rank[1]) });
    } catch {
      // It has ended meanwhile.
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ pid }) => pid);
}
