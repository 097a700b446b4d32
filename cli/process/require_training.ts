import { CrlcError } from "../../core/errors.ts";
import type { Launched } from "../../core/launched_by.ts";

/** Commands that several processes may run at once: one is shared by them, the other only looks. */
const ALLOWED: ReadonlySet<string> = new Set(["train", "doctor"]);

/**
 * Makes sure that what several processes were started for is a training: each would do all of another
 * command, and all would write the same files.
 *
 * @throws {CrlcError} `RANKS_NOT_SUPPORTED`.
 */
export function requireTraining({ launcher, size }: Launched, args: readonly string[]): void {
  const [command] = args;
  if (command.startsWith("-") || ALLOWED.has(command) || args.includes("--help")) return;
  throw new CrlcError(
    "usage",
    "RANKS_NOT_SUPPORTED",
    `Cannot run crlc ${command} on ${size} ranks: only crlc train is shared by the processes that ${launcher} starts`,
    {
      hint: command === "sweep"
        ? "start it without mpirun or srun: a Slurm array, or --share I/N, shares the runs"
        : "start it without mpirun or srun",
    },
  );
}
