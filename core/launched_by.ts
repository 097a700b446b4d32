/** What a launcher of several processes has told this one in its environment. */
export interface Launched {
  /** As messages name it. */
  readonly launcher: string;
  /** Of this process, from 0. */
  readonly rank: number;
  /** Processes that it has started. */
  readonly size: number;
  /** Cores that were asked for each; absent where the launcher does not tell. */
  readonly cores?: number;
  /** Names of the libraries of MPI that go with the launcher, best first. */
  readonly libraries: readonly string[];
}

type Environment = (name: string) => string | undefined;

const OPEN_MPI = ["libmpi.so.40", "libmpi.so.80"];
/** Debian calls MPICH's `libmpich`. */
const MPICH = ["libmpi_abi.so.1", "libmpi.so.12", "libmpich.so.12"];

/** The names of all libraries of MPI that are known. */
export const LIBRARIES: readonly string[] = [...OPEN_MPI, ...MPICH];

/**
 * Finds out who has started this process as one of several; nothing where it was started alone, or
 * as the only one. Nothing is loaded.
 */
export function launchedBy(env: Environment): Launched | undefined {
  const found = openMpi(env) ?? slurm(env) ?? hydra(env);
  return found && found.size > 1 ? found : undefined;
}

const openMpi = (env: Environment) =>
  counted(env, "OMPI_COMM_WORLD", "mpirun (Open MPI)", [...OPEN_MPI, "libmpi_abi.so.1"]);

const hydra = (env: Environment) => counted(env, "PMI", "mpiexec (MPICH)", MPICH);

/** By variables `NAME_SIZE` and `NAME_RANK`. */
function counted(
  env: Environment,
  name: string,
  launcher: string,
  libraries: readonly string[],
): Launched | undefined {
  const size = numberIn(env, `${name}_SIZE`);
  if (size === undefined) return undefined;
  return { launcher, rank: numberIn(env, `${name}_RANK`) ?? 0, size, libraries };
}

function slurm(env: Environment): Launched | undefined {
  const step = env("SLURM_STEP_ID") ?? env("SLURM_STEPID");
  // The script of a job has a number of tasks as well, and is one process.
  const size = numberIn(env, "SLURM_STEP_NUM_TASKS");
  if (step === undefined || size === undefined) return undefined;
  return {
    launcher: "srun",
    rank: numberIn(env, "SLURM_PROCID") ?? 0,
    size,
    cores: numberIn(env, "SLURM_CPUS_PER_TASK"),
    libraries: env("PMIX_RANK") === undefined ? MPICH : [...OPEN_MPI, ...MPICH],
  };
}

function numberIn(env: Environment, name: string): number | undefined {
  const text = env(name);
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
