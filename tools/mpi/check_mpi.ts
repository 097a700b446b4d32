/**
 * Trains digits over ranks under each launcher, and ends ranks in every way that is known.
 *
 * Run: `.ci/mpi [openmpi|mpich|standard] [PART OF A CASE'S NAME]`
 */
import { tensorflow } from "../../backends/tensorflow/mod.ts";
import { CASES, type Launcher, ON_TENSORFLOW } from "./cases.ts";
import { tryCases } from "./try_cases.ts";

const LAUNCHERS: Record<string, Launcher> = {
  openmpi: {
    launcher: ["mpirun.openmpi", "--oversubscribe", "--bind-to", "none"],
    carrier: /^Open MPI v\d/,
    other: "libmpich.so.12",
  },
  mpich: { launcher: ["mpirun.mpich"], carrier: /^MPICH \d/, other: "libmpi.so.40" },
};
// MPICH 5 with the interface of MPI 5, in a folder of Python's package index.
const packaged = Deno.env.get("MPICH_5");
if (packaged !== undefined) {
  LAUNCHERS.standard = {
    launcher: [`${packaged}/bin/mpiexec`],
    env: { CRLC_MPI: `${packaged}/lib/libmpi_abi.so.1` },
    carrier: /^MPICH 5/,
    other: "libmpi.so.40",
  };
}

const [only, like = ""] = Deno.args;
let failed = 0;
const installed = (await tensorflow.probe()).ok;
if (!installed) console.log("the cases on tensorflow are left out: crlc parts add tensorflow");
const cases = { ...CASES, ...installed ? ON_TENSORFLOW : {} };
for (const [name, launcher] of Object.entries(LAUNCHERS)) {
  if (!only || only === name) failed += await tryCases(name, cases, launcher, like);
}
Deno.exit(failed > 0 ? 1 : 0);
