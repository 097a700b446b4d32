import { CrlcError } from "../core/errors.ts";
import type { Io } from "./io.ts";

/** Which part of some work is this process's: each `of`-th piece, from the one numbered `index`, from 0. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

/**
 * The share that was typed as `I/N`, or that a Slurm array gives its task; all where neither is.
 *
 * @throws {CrlcError} `BAD_SHARE`.
 */
export function shareOf(typed: string | undefined, io: Pick<Io, "env">): Share | undefined {
  if (typed === undefined) return shareOfTask(io);
  const [, part, of] = /^\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*$/.exec(typed)?.map(Number) ?? [];
  if (part >= 1 && part <= of) return { index: part - 1, of };
  throw new CrlcError(
    "usage",
    "BAD_SHARE",
    `Cannot use --share: it must be I/N, I from 1 to N, N below a billion, and is "${typed}"`,
    { hint: "--share 1/4 and so on to --share 4/4, each in a process of its own" },
  );
}

/** Of a Slurm array, whose numbers may begin anywhere and leave some out. */
function shareOfTask(io: Pick<Io, "env">): Share | undefined {
  const number = (name: string) => {
    const text = io.env(`SLURM_ARRAY_TASK_${name}`);
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
  };
  const [id, first, last, of] = ["ID", "MIN", "MAX", "COUNT"].map(number);
  if (id === undefined || first === undefined || of === undefined) return undefined;
  const step = of > 1 && last !== undefined ? (last - first) / (of - 1) : 1;
  const index = (id - first) / step;
  if (Number.isInteger(index) && index < of) return { index, of };
  throw new CrlcError(
    "usage",
    "BAD_SHARE",
    `Cannot share the work by a Slurm array: its numbers must be evenly spaced, and ${id} of ${first} to ${last} is not`,
    { hint: "sbatch --array=0-3, or --share I/N" },
  );
}
