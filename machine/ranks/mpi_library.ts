import { type Abi, ABIS } from "./mpi_abi.ts";

/** A library of MPI that was opened; no call of it but those that ask what it is was made. */
export interface MpiLibrary {
  readonly path: string;
  readonly abi: Abi;
  /** What it says of itself, such as "Open MPI v4.1.4". */
  readonly version: string;
}

/**
 * Opens a library of MPI and asks what it is.
 *
 * @param path A path, or a name that the system finds.
 * @throws {Error} Where it cannot be opened, or is no library of MPI.
 */
export function openMpiLibrary(path: string): MpiLibrary {
  const { symbols } = Deno.dlopen(path, {
    MPI_Get_library_version: { parameters: ["buffer", "buffer"], result: "i32" },
    ompi_mpi_comm_world: { type: "pointer", optional: true },
    MPI_Abi_get_version: { parameters: ["buffer", "buffer"], result: "i32", optional: true },
  });
  const text = new Uint8Array(16384), length = new Int32Array(1);
  symbols.MPI_Get_library_version(text, length);
  const said = new TextDecoder().decode(text.subarray(0, length[0]));
  const version = said.split(/[\n\0]/)[0].replace(/,.*/, "").replace(/ Version:/, "").replace(
    /\s+/g,
    " ",
  ).trim();
  // The one that the standard names has its handles, whoever made it.
  const abi = /libmpi_abi/.test(path)
    ? ABIS.standard
    : symbols.ompi_mpi_comm_world
    ? ABIS.openmpi
    : ABIS.mpich;
  return { path, abi, version };
}
