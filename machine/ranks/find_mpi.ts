import { LIBRARIES } from "../../core/launched_by.ts";
import type { AbiName } from "./mpi_abi.ts";
import { openMpiLibrary } from "./mpi_library.ts";

/** A library of MPI that opens here. */
export interface FoundMpi {
  /** As the system finds it, or `CRLC_MPI` names it. */
  readonly library: string;
  /** As it names itself. */
  readonly version: string;
  /** Which of the binary interfaces of MPI it has. */
  readonly interface: AbiName;
}

/** The libraries of MPI that open here; the one that `CRLC_MPI` names alone, where it names one. */
export function findMpi(env: (name: string) => string | undefined): FoundMpi[] {
  const named = env("CRLC_MPI"), found: FoundMpi[] = [];
  for (const library of named === undefined ? LIBRARIES : [named]) {
    try {
      const { version, abi } = openMpiLibrary(library);
      found.push({ library, version, interface: abi.name });
    } catch {
      // It is not here, or is none.
    }
  }
  return found;
}
