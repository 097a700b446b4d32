import { basename, join } from "node:path";
import * as v from "valibot";
import { CrlcError } from "../core/errors.ts";
import { readIfThere, writeDurably } from "../run/folder/files.ts";
import type { SweepOutcome } from "./sweep_outcome.ts";
import { sweepTable } from "./sweep_table.ts";

/** Where a sweep lists its runs. */
const SUMMARY = "summary.json";

const score = v.optional(v.number());
const summarySchema = v.looseObject({
  schemaVersion: v.literal(1),
  finished: v.boolean(),
  target: v.string(),
  split: v.optional(v.string()),
  cells: v.array(
    v.looseObject({ settings: v.array(v.string()), runs: v.number(), failed: v.number() }),
  ),
  runs: v.array(
    v.looseObject({
      ...{ settings: v.array(v.string()), seed: v.number(), run: v.string() },
      ...{ failed: v.optional(v.string()), split: v.optional(v.string()), seconds: v.number() },
      ...{ acc: score, nmi: score, ari: score, acc5: score, error: score, oracleAcc: score },
      control: score,
    }),
  ),
});

/** Writes `summary.json` and `summary.csv` of a sweep: all that is there, after every call. */
export async function writeSummary(outcome: SweepOutcome): Promise<void> {
  const { folder, runs } = outcome;
  if (runs.length === 0) return;
  await writeDurably(join(folder, SUMMARY), `${JSON.stringify(outcome, null, 2)}\n`);
  await writeDurably(join(folder, "summary.csv"), sweepTable(outcome));
}

/**
 * The runs of a sweep, by what it has written last; nothing where a folder is none.
 *
 * @throws {CrlcError} `BAD_SUMMARY`.
 */
export async function readSweep(folder: string): Promise<SweepOutcome | undefined> {
  const text = await readIfThere(join(folder, SUMMARY));
  if (text === undefined) return undefined;
  const parsed = v.safeParse(summarySchema, jsonOf(text));
  if (!parsed.success) {
    throw new CrlcError(
      "data",
      "BAD_SUMMARY",
      `Cannot read the sweep "${folder}": its ${SUMMARY} must be as crlc sweep wrote it, and is not`,
      { hint: "the same crlc sweep command writes it again" },
    );
  }
  // A sweep may move: its runs lie in its folder, whatever it was called.
  const runs = parsed.output.runs.map((run) => ({ ...run, run: join(folder, basename(run.run)) }));
  return { ...parsed.output, folder, runs };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
