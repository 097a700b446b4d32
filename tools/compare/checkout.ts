import { join } from "node:path";

/** What a call of crlc has given. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  /** Codes of errors on standard error, such as `UNKNOWN_RECIPE`; its words may change. */
  readonly errors: readonly string[];
}

/** A commit checked out in a temporary folder, which is removed in the end. */
export interface Checkout extends AsyncDisposable {
  readonly commit: string;
  readonly folder: string;
  crlc(args: readonly string[]): Promise<Answer>;
}

async function run(command: string, args: readonly string[], cwd?: string) {
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    cwd,
    stdin: "null",
    clearEnv: true,
    env: { HOME: Deno.env.get("HOME") ?? "", PATH: Deno.env.get("PATH") ?? "", NO_COLOR: "1" },
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: decode(stdout), stderr: decode(stderr) };
}

/** Checks out a commit of this repository. */
export async function checkOut(root: string, commit: string): Promise<Checkout> {
  const parent = await Deno.makeTempDir({ prefix: "compare-" });
  const folder = join(parent, "crlc");
  const { code, stderr } = await run("git", ["worktree", "add", "--detach", folder, commit], root);
  if (code !== 0) throw new Error(stderr);
  return {
    commit,
    folder,
    async crlc(args) {
      const main = join(folder, "cli/main.ts");
      const { code, stdout, stderr } = await run(
        Deno.execPath(),
        ["run", "-A", "--no-check", "--quiet", main, ...args],
        folder,
      );
      const errors = [...stderr.matchAll(/\[([A-Z][A-Z0-9_]+)\]/g)].map(([, name]) => name);
      return { code, stdout: stdout.replaceAll(folder, "CHECKOUT"), errors };
    },
    async [Symbol.asyncDispose]() {
      await run("git", ["worktree", "remove", "--force", folder], root);
      await Deno.remove(parent, { recursive: true });
    },
  };
}
