import { underNohup } from "./nohup.ts";

/**
 * The signals that ask a process to stop. SIGUSR1 is what Slurm is asked to send before the time is
 * up (`--signal=USR1@120`), SIGHUP what comes when the terminal closes.
 */
export function askingSignals(): Deno.Signal[] {
  if (Deno.build.os === "windows") return ["SIGINT", "SIGBREAK"];
  return ["SIGINT", "SIGTERM", "SIGUSR1", ...(underNohup() ? [] : ["SIGHUP"] as const)];
}
