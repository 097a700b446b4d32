import type { Backend } from "../../backends/backend.ts";
import { cpu } from "../../backends/cpu/mod.ts";
import { evaluate, judge, type Outcome, type Verdict } from "./evaluate.ts";
import { FACETS } from "./facets.ts";
import { isMixing, OPS } from "./ops.ts";

/** How an op answers to arguments of a kind, where that is not "as cpu does". */
export type Exceptions = Record<string, Record<string, string>>;

/** Random arguments of each kind. */
const SEEDS = [1, 2, 3];

/** Runs every op with arguments of every kind on the active backend. */
function outcomes(): Map<string, Map<string, Outcome[]>> {
  return new Map(
    Object.entries(OPS).map(([name, op]) => [
      name,
      new Map(
        Object.entries(FACETS).filter(([, { without }]) => !without?.includes(name))
          .map(([kind, { gradient, ...facet }]) => [
            kind,
            SEEDS.map((seed) => evaluate(op, facet, seed, gradient)),
          ]),
      ),
    ]),
  );
}

/** The worst of some verdicts. */
function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.find((verdict) => verdict === "differs") ??
    verdicts.find((verdict) => verdict === "refused") ?? "same";
}

function exceptions(
  all: Map<string, Map<string, Outcome[]>>,
  verdict: (outcomes: Outcome[], op: string, kind: string) => string,
): Exceptions {
  const found: Exceptions = {};
  for (const [op, kinds] of all) {
    for (const [kind, list] of kinds) {
      const how = verdict(list, op, kind);
      if (how !== "same") (found[op] ??= {})[kind] = how;
    }
  }
  return found;
}

/**
 * What `cpu` itself refuses (`refused`, or `in part` where it depends on the shapes), and where other
 * backends refuse what `cpu` answers, or answer otherwise.
 */
export async function measure(
  others: Readonly<Record<string, () => Promise<Backend>>>,
): Promise<Record<string, Exceptions>> {
  const on = async (open: () => Promise<Backend>) => {
    await using _open = await open();
    return outcomes();
  };
  const expected = await on(() => cpu.open({}));
  const found: Record<string, Exceptions> = {
    cpu: exceptions(expected, (list) => {
      const errors = list.filter((outcome) => "error" in outcome).length;
      return errors === 0 ? "same" : errors === list.length ? "refused" : "in part";
    }),
  };
  for (const [name, open] of Object.entries(others)) {
    const actual = await on(open);
    found[name] = exceptions(actual, (list, op, kind) => {
      const mixing = FACETS[kind].odd === true && isMixing(op);
      return worst(
        list.map((outcome, i) => judge(outcome, expected.get(op)!.get(kind)![i], mixing)),
      );
    });
  }
  return found;
}
