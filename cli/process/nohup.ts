import { launcher } from "./launcher.ts";

/** Set in the environment where a terminal that closes is no reason to stop. */
const NOHUP = "CRLC_NOHUP";

const SIGHUP = 1;
/** What a program does at a signal: the first word of `struct sigaction`. */
const BY_DEFAULT = 0n, IGNORED = 1n;

/** Whether SIGHUP is no request to stop: `nohup` has started this process, or the one before. */
export function underNohup(): boolean {
  return Deno.env.get(NOHUP) !== undefined;
}

/**
 * Keeps to what `nohup` has asked for. Deno (2.9) does not: half a second after its start it takes
 * SIGHUP back from being ignored, and ends by it. What is found is passed on to processes that this
 * one starts.
 */
export function keepNohup(): void {
  if (Deno.build.os === "windows") return;
  // What launched this process has looked before.
  if (!underNohup() && (launcher() !== undefined || !isIgnored())) return;
  Deno.env.set(NOHUP, "1");
  Deno.addSignalListener("SIGHUP", () => {});
}

/** Asks the system, where that is permitted and comes in time. */
function isIgnored(): boolean {
  const action = askSystem();
  if (action !== undefined) return action === IGNORED;
  // nohup takes care that neither of the two is a terminal.
  return !Deno.stdout.isTerminal() && !Deno.stderr.isTerminal();
}

/** What is done at SIGHUP; nothing if that cannot be known, or if Deno has changed it already. */
function askSystem(): bigint | undefined {
  if (Deno.permissions.querySync({ name: "ffi" }).state !== "granted") return undefined;
  try {
    const name = Deno.build.os === "darwin" ? "libSystem.B.dylib" : "libc.so.6";
    const libc = Deno.dlopen(name, {
      sigaction: { parameters: ["i32", "pointer", "buffer"], result: "i32" },
    });
    const old = new BigUint64Array(32);
    if (libc.symbols.sigaction(SIGHUP, null, old) !== 0) return undefined;
    return old[0] === BY_DEFAULT || old[0] === IGNORED ? old[0] : undefined;
  } catch {
    return undefined;
  }
}
