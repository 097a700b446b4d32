import type { Observer } from "../../run/api.ts";
import type { Environment } from "../../run/parts/environment.ts";
import type { SweepRun } from "../sweep_outcome.ts";
import type { Claim } from "./manifest.ts";
import { valuesOf } from "./measures.ts";
import type { PlannedRuns } from "./plan.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** A sentence of the paper, and what the runs say of it. */
export interface ClaimVerdict extends Omit<Verdict, "verdict"> {
  readonly set: string;
  readonly says: string;
  /** What it was decided by: "acc", a logged term of the last epoch, or a measure. */
  readonly term: string;
  readonly verdict: Verdict["verdict"];
}

/** Every claim on every set, by pairs of runs of the same seed; a run that failed counts as 0. */
export async function judgeClaims(
  claims: readonly Claim[],
  found: ReadonlyMap<PlannedRuns, readonly SweepRun[]>,
  environment: Environment,
  observer: Observer,
): Promise<ClaimVerdict[]> {
  const verdicts: ClaimVerdict[] = [], plan = [...found.keys()];
  for (const set of new Set(plan.map(({ set }) => set))) {
    const runsOf = (variant: string) =>
      found.get(plan.find((one) => one.set === set && one.variant === variant)!)!;
    for (const claim of claims) {
      const { says, more, less, than, slack, term, measure } = claim;
      const differences: number[] = [];
      for (const run of runsOf(more)) {
        const other = less === undefined
          ? undefined
          : runsOf(less).find(({ seed }) => seed === run.seed);
        if (less !== undefined && !other) continue;
        const both = other ? [run, other] : [run];
        const [own, rest = than!] = await valuesOf(both, claim, environment, observer);
        if (Number.isFinite(own - rest)) differences.push(own - rest);
      }
      if (differences.length < 2) {
        observer.warn(`${set}: "${says}" is not decided, which takes two runs with such numbers`);
        continue;
      }
      verdicts.push({
        ...{ set, says, term: measure ?? term ?? "acc" },
        ...verdictOf(differences, slack),
      });
    }
  }
  return verdicts;
}
