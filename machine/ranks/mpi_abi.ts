/** Which of the binary interfaces of MPI a library has. */
export type AbiName = "standard" | "mpich" | "openmpi";

/**
 * The constants of `mpi.h` as they are passed: handles are numbers, or names of data of the library
 * whose addresses they are.
 */
export interface Abi {
  readonly name: AbiName;
  readonly world: bigint | string;
  readonly byte: bigint | string;
  readonly float: bigint | string;
  readonly double: bigint | string;
  readonly sum: bigint | string;
  /** Of `MPI_Init_thread`: any thread may call, as the watchdog does. */
  readonly threadMultiple: number;
}

/** The three binary interfaces of MPI in use, so that nothing need be compiled for a site. */
export const ABIS: Readonly<Record<AbiName, Abi>> = {
  /** MPI 5.0, chapter 20: `libmpi_abi`. */
  standard: {
    name: "standard",
    world: 0x101n,
    byte: 0x247n,
    float: 0x210n,
    double: 0x214n,
    sum: 0x21n,
    threadMultiple: 4096,
  },
  /** MPICH, and what keeps to its interface: Intel MPI, MVAPICH, Cray MPICH. Handles are ints. */
  mpich: {
    name: "mpich",
    world: 0x44000000n,
    byte: 0x4c00010dn,
    float: 0x4c00040an,
    double: 0x4c00080bn,
    sum: 0x58000003n,
    threadMultiple: 3,
  },
  /** Open MPI: handles are addresses of the library's own data. */
  openmpi: {
    name: "openmpi",
    world: "ompi_mpi_comm_world",
    byte: "ompi_mpi_byte",
    float: "ompi_mpi_float",
    double: "ompi_mpi_double",
    sum: "ompi_mpi_op_sum",
    threadMultiple: 3,
  },
};
