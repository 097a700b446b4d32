import type { Observer } from "../../run/api.ts";
import type { Environment } from "../../run/parts/environment.ts";
import type { SweepRun } from "../sweep_outcome.ts";
import type { Claim } from "./manifest.ts";
import { valuesOf } from "./measures.ts";
import type { PlannedRuns } from "./plan.ts";
import { steadierVerdict, type Verdict, verdictOf } from "./verdict.ts";

/** A sentence of the paper, and what the runs say of it. */
export interface ClaimVerdict extends Omit<Verdict, "verdict"> {
  readonly set: string;
  readonly says: string;
  /** What it was decided by: "acc", a logged term of the last epoch, or a measure. */
  readonly term: string;
  readonly verdict: Verdict["verdict"];
}

/**
 * Every claim on every set that has its variants, by pairs of runs of the same seed; a run that failed
 * counts as 0.
 */
export async function judgeClaims(
  claims: readonly Claim[],
  found: ReadonlyMap<PlannedRuns, readonly SweepRun[]>,
  environment: Environment,
  observer: Observer,
): Promise<ClaimVerdict[]> {
  const verdicts: ClaimVerdict[] = [], plan = [...found.keys()];
  for (const set of new Set(plan.map(({ set }) => set))) {
    const runsOf = (variant: string) =>
      found.get(plan.find((one) => one.set === set && one.variant === variant)!);
    for (const claim of claims) {
      const { says, more, less, term, measure } = claim;
      const own = runsOf(more), others = less === undefined ? undefined : runsOf(less);
      if (!own || (less !== undefined && !others)) {
        observer.note(
          `${set}: "${says}" is left out, since a recipe that it takes has no such set`,
        );
        continue;
      }
      const verdict = measure === "steadiness"
        ? steadier(own, others!, claim)
        : await paired(own, others, claim, environment, observer);
      if (!verdict) {
        observer.warn(`${set}: "${says}" is not decided, which takes two runs with such numbers`);
        continue;
      }
      verdicts.push({ ...{ set, says, term: measure ?? term ?? "acc" }, ...verdict });
    }
  }
  return verdicts;
}

/** By differences of runs of the same seed, or of each from a number. */
async function paired(
  runs: readonly SweepRun[],
  others: readonly SweepRun[] | undefined,
  claim: Claim,
  environment: Environment,
  observer: Observer,
): Promise<Verdict | undefined> {
  const differences: number[] = [];
  for (const run of runs) {
    const other = others?.find(({ seed }) => seed === run.seed);
    if (others && !other) continue;
    const both = other ? [run, other] : [run];
    const [own, rest = claim.than!] = await valuesOf(both, claim, environment, observer);
    if (Number.isFinite(own - rest)) differences.push(own - rest);
  }
  return differences.length < 2 ? undefined : verdictOf(differences, claim.slack);
}

function steadier(
  runs: readonly SweepRun[],
  others: readonly SweepRun[],
  { slack }: Claim,
): Verdict | undefined {
  const [own, rest] = [runs, others].map((all) => all.map(({ acc = 0 }) => acc));
  return own.length < 2 || own.length !== rest.length
    ? undefined
    : steadierVerdict(own, rest, slack);
}
