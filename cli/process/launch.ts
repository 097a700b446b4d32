import { constants } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { MEMORY_LIMIT, memoryLimit } from "../../core/memory_limit.ts";
import { toldOfDriver } from "../../core/nvidia_driver.ts";
import { askingSignals } from "./asking_signals.ts";
import { LAUNCHER } from "./launcher.ts";
import { lockFor } from "./lock_for.ts";
import { flagsOf, LOOPBACK, type Permissions } from "./permissions/permissions.ts";
import { shutDebugger } from "./shut_debugger.ts";

const MAIN = new URL("../main.ts", import.meta.url);
const CONFIG = new URL("../../deno.json", import.meta.url);

/** Whether this process may do everything, as `deno run -A` starts it. */
export function hasAllPermissions(): boolean {
  return (["read", "write", "net", "run", "ffi"] as const)
    .every((name) => Deno.permissions.querySync({ name }).state === "granted");
}

/**
 * Runs the command line again in a process that has only some permissions, and waits for its end.
 *
 * The terminal sends Ctrl-C to both processes, other programs send signals to this one alone. So
 * every signal is passed on under another name, SIGUSR2, and the second process takes the two for
 * one request. A second request ends both; SIGHUP is none, since a terminal that closes may send
 * several.
 *
 * Neither process can open Deno's debugger, where the system can keep it shut, unless the second
 * one is to listen itself.
 *
 * @returns The exit code. If a signal ended the process, this one ends by what asked for it, or by
 *   the same; the first process of a container gives 128 and the number of that signal.
 */
export async function launch(permissions: Permissions, args: readonly string[]): Promise<number> {
  const plugins = permissions.plugins.map((one) => /^[a-z]+:/i.test(one) ? one : resolve(one));
  const config = CONFIG.protocol === "file:"
    ? ["--config", fileURLToPath(CONFIG), `--lock=${lockFor(plugins)}`]
    : [];
  const main = MAIN.protocol === "file:" ? fileURLToPath(MAIN) : MAIN.href;
  let last: Deno.Signal | undefined;
  let pass = (_signal: Deno.Signal) => {};
  if (permissions.net === true || !permissions.net.includes(LOOPBACK)) shutDebugger();
  const listeners = Deno.build.os === "windows" ? [] : askingSignals().map((signal) => {
    const listener = () => {
      if (signal === "SIGHUP" && last !== undefined) return;
      pass(last === undefined ? "SIGUSR2" : "SIGKILL");
      last = signal;
    };
    Deno.addSignalListener(signal, listener);
    return () => Deno.removeSignalListener(signal, listener);
  });
  if (plugins.length > 0) await fetchPlugins(plugins, config);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", ...flagsOf(permissions), ...config, main, ...args],
    env: { ...ofMemory(permissions), ...toldOfDriver(), [LAUNCHER]: String(Deno.pid) },
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  pass = (signal) => {
    try {
      child.kill(signal);
    } catch {
      // It has ended by itself.
    }
  };
  // Asked while the plugins were fetched.
  if (last !== undefined) pass("SIGKILL");
  const { code, signal } = await child.status;
  for (const stop of listeners) stop();
  if (signal === null) return code;
  // By SIGUSR1, Deno would not end.
  const by = last === "SIGUSR1" ? "SIGTERM" : last ?? signal;
  // The first process of a container is ended by no signal: it tells as shells do.
  if (Deno.pid === 1) return 128 + (constants.signals[by as keyof typeof constants.signals] ?? 0);
  Deno.kill(Deno.pid, by);
  // It may take a moment to arrive.
  return await new Promise(() => setTimeout(() => {}, 60_000));
}

/**
 * For glibc (mallopt(3)): pages that are free go back to the system, which else keeps those of the
 * largest arrays, and threads share two heaps, as sharp's manual asks for. Saves a tenth of the memory.
 */
const MALLOC = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "131072" };

/**
 * What a second process is told of memory: what it may take, and how to keep to little of it where no
 * native library computes, which such rules would slow down by some per cent.
 */
export function ofMemory({ ffi }: Pick<Permissions, "ffi">): Record<string, string> {
  const limit = memoryLimit(), named = Object.keys(MALLOC).some((name) => Deno.env.has(name));
  return {
    ...ffi !== true && !named ? MALLOC : {},
    ...limit === undefined ? {} : { [MEMORY_LIMIT]: String(limit) },
  };
}

/** Fetches what plugins import: the process that runs them reaches no network. It says what fails. */
async function fetchPlugins(plugins: readonly string[], config: readonly string[]): Promise<void> {
  await new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", ...config, ...plugins],
    stdout: "null",
    stderr: "null",
  }).output();
}
