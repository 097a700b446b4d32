/**
 * Trains digits over ranks under each launcher, and ends ranks in every way that is known.
 *
 * Run: `.ci/mpi [openmpi|mpich] [PART OF A CASE'S NAME]`
 */
import { join } from "node:path";
import { tensorflow } from "../../backends/tensorflow/mod.ts";
import { CASES, ON_TENSORFLOW, type Place } from "./cases.ts";

const LAUNCHERS = {
  openmpi: ["mpirun.openmpi", "--oversubscribe", "--bind-to", "none"],
  mpich: ["mpirun.mpich"],
} as const;

const [only, like = ""] = Deno.args;
let failed = 0;
const installed = (await tensorflow.probe()).ok;
if (!installed) console.log("the cases on tensorflow are left out: crlc parts add tensorflow");
const cases = { ...CASES, ...installed ? ON_TENSORFLOW : {} };
for (const [name, launcher] of Object.entries(LAUNCHERS)) {
  if (only && only !== name) continue;
  const other = name === "openmpi" ? "libmpich.so.12" : "libmpi.so.40";
  for (const [what, check] of Object.entries(cases)) {
    if (!what.includes(like)) continue;
    const folder = await Deno.makeTempDir(), began = performance.now();
    const place: Place = { name, launcher, other, run: join(folder, "run"), folder };
    try {
      const told = await check(place);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`ok   ${name.padEnd(8)} ${what} (${seconds} s)${told ? `: ${told}` : ""}`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${name.padEnd(8)} ${what}: ${(error as Error).message}`);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }
}
Deno.exit(failed > 0 ? 1 : 0);
