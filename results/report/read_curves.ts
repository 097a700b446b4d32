import { readIfThere } from "../../run/folder/files.ts";
import type { ScoreCurve } from "../api.ts";
import type { CurvePoint } from "./report_data.ts";

/** What `metrics.jsonl` of a run says of loss terms, as far as it has come. */
export async function readCurves(path: string): Promise<CurvePoint[]> {
  const text = await readIfThere(path) ?? "";
  return text.split("\n").flatMap((line) => {
    try {
      const { epoch, stage, terms } = JSON.parse(line);
      return [{ epoch, stage, terms }];
    } catch {
      // The empty line at the end, or one that was cut.
      return [];
    }
  });
}

/** Scores of snapshots as points of curves of their own. */
export function scoresByEpoch(curve: ScoreCurve | undefined): CurvePoint[] {
  if (!curve) return [];
  const { split, points } = curve;
  return points.map(({ stage, epoch, selected: { acc, nmi, ari, acc5 }, usedClusters }) => {
    const scores = { ACC: acc, NMI: nmi, ARI: ari, ACC5: acc5, "clusters used": usedClusters };
    const known = Object.entries(scores).filter(([, value]) => value !== undefined);
    return {
      ...{ stage, epoch, scores: true as const },
      terms: Object.fromEntries(known.map(([name, value]) => [`${name} of ${split}`, value!])),
    };
  });
}
