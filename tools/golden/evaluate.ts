import * as v from "valibot";
import { agglomeration } from "./agglomeration.ts";
import { averages } from "./averages.ts";
import { bankUpdates } from "./bank_updates.ts";
import { batchNorm } from "./batch_norm.ts";
import type { CaseKind } from "./case.ts";
import { type CaseResult, failure, judge, type Tolerances } from "./compare.ts";
import { goldenSchema } from "./file.ts";
import { losses } from "./losses.ts";
import { metricPairs, metricTops } from "./metrics.ts";
import { neighbours } from "./neighbours.ts";
import { optimisers } from "./optimisers.ts";
import { rotations } from "./rotations.ts";
import { schedules } from "./schedules.ts";

/**
 * Evaluates every case of a golden file on the active backend. A case that is of no known kind,
 * or that cannot be read, fails; so does a group of cases that is not known.
 *
 * @param document What the file holds.
 * @throws {v.ValiError} If it is no golden file at all.
 */
export async function evaluate(document: unknown): Promise<CaseResult[]> {
  const { meta, ...groups } = v.parse(goldenSchema, document);
  const {
    losses: l,
    bank_updates,
    metrics,
    knn,
    schedules: s,
    optimisers: o,
    batchnorm,
    agglomeration: a,
    rotations: r,
    averages: means,
    ...rest
  } = groups;
  const tolerances: Tolerances = {
    float64: meta.suggested_tolerance.float64,
    value: meta.suggested_tolerance.float32_value,
    gradient: meta.suggested_tolerance.float32_grad,
  };
  const work: [CaseKind, unknown[]][] = [
    [losses, l],
    [bankUpdates, bank_updates],
    [metricPairs, metrics.pairs],
    [metricTops, metrics.topk],
    [neighbours, knn],
    [schedules, s],
    [optimisers, o],
    [batchNorm, batchnorm == null ? [] : [batchnorm]],
    [agglomeration, a],
    [rotations, r],
    [averages, means],
  ];
  const results: CaseResult[] = [];
  for (const [kind, cases] of work) {
    for (const [at, raw] of cases.entries()) {
      results.push(await evaluateCase(kind, raw, at, tolerances));
    }
  }
  for (const group of Object.keys(rest)) {
    results.push(failure(group, group, "unknown case: no group of this name is known"));
  }
  return results;
}

async function evaluateCase(
  kind: CaseKind,
  raw: unknown,
  at: number,
  tolerances: Tolerances,
): Promise<CaseResult> {
  const name = nameOf(raw) ?? (kind.called ? `${kind.called}, case ${at + 1}` : `case ${at + 1}`);
  try {
    return judge(kind.group, name, await kind.compare(raw, tolerances));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return failure(kind.group, name, reasonOf(error));
  }
}

function nameOf(raw: unknown): string | undefined {
  const parsed = v.safeParse(v.looseObject({ name: v.string() }), raw);
  return parsed.success ? parsed.output.name : undefined;
}

function reasonOf(error: Error): string {
  if (!v.isValiError(error)) return error.message;
  const [issue] = error.issues;
  return `unknown case: ${v.getDotPath(issue) ?? "it"} cannot be read: ${issue.message}`;
}
