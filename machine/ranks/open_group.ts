import { CrlcError, messageOf } from "../../core/errors.ts";
import type { Group } from "../../core/group.ts";
import type { Launched } from "../../core/launched_by.ts";
import { mpiGroup } from "./mpi_group.ts";
import { type MpiLibrary, openMpiLibrary } from "./mpi_library.ts";

/** How long a call may wait for the other ranks, in seconds, where nothing is said: a save takes less. */
const PATIENCE = 600;

/**
 * Enters the group that a launcher has started this process in.
 *
 * @param env Gives variables of the environment; `CRLC_MPI` names the library, `CRLC_RANK_PATIENCE`
 *   the seconds that a rank waits for the others.
 * @throws {CrlcError} `NO_MPI` where no library opens; `MPI_MISMATCH` where it counts other ranks
 *   than the launcher: every process would take itself for the only one, and all write one run.
 */
export function openGroup(
  launched: Launched,
  env: (name: string) => string | undefined,
): Group {
  const library = libraryFor(launched, env("CRLC_MPI"));
  const patience = patienceOf(env("CRLC_RANK_PATIENCE")) ?? PATIENCE;
  const group = mpiGroup(library, { rank: launched.rank, patience });
  if (group.size === launched.size) return group;
  const { size } = group;
  group[Symbol.dispose]();
  throw new CrlcError(
    "backend",
    "MPI_MISMATCH",
    `Cannot train: ${launched.launcher} has started ${launched.size} processes, and ${library.version} (${library.path}) sees ${size}`,
    {
      hint: launched.launcher === "srun"
        ? "srun --mpi=pmix goes with Open MPI, --mpi=pmi2 with MPICH; CRLC_MPI names another library"
        : "name the library that belongs to the launcher: CRLC_MPI=/path/to/libmpi.so",
    },
  );
}

/**
 * The library that goes with a launcher.
 *
 * @param named By the person, in place of those that are looked for.
 * @throws {CrlcError} `NO_MPI`.
 */
export function libraryFor({ launcher, size, libraries }: Launched, named?: string): MpiLibrary {
  const reasons: string[] = [];
  for (const path of named === undefined ? libraries : [named]) {
    try {
      return openMpiLibrary(path);
    } catch (error) {
      reasons.push(`${path}: ${messageOf(error).split("\n")[0]}`);
    }
  }
  throw new CrlcError(
    "backend",
    "NO_MPI",
    `Cannot train on ${size} ranks: ${launcher} has started them, and no library of MPI opens (${
      reasons.join("; ")
    })`,
    {
      hint:
        "install the library that belongs to the launcher, or name it: CRLC_MPI=/path/to/libmpi.so",
    },
  );
}

/** Seconds; nothing where none are said, or something else is. */
const patienceOf = (text = "") => /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;

/**
 * Makes sure that the patience that was asked for is one. By one that has entered the group, and can
 * end all: launchers let the others wait for a rank that never enters.
 *
 * @throws {CrlcError} `BAD_VARIABLE`.
 */
export function requirePatience(text: string | undefined): void {
  if (text === undefined || patienceOf(text) !== undefined) return;
  throw new CrlcError(
    "usage",
    "BAD_VARIABLE",
    `Cannot use CRLC_RANK_PATIENCE: it must be a number of seconds from 1 on, and is "${text}"`,
  );
}
