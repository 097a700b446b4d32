import { readIfThere } from "../../run/folder/files.ts";
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
