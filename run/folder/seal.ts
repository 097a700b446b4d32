import { join } from "node:path";
import { sha256 } from "../../core/sha256.ts";
import { listCheckpoints } from "./checkpoint.ts";
import { listIfThere, readBytesIfThere, readIfThere, writeDurably } from "./files.ts";
import { pathsOf } from "./run_folder.ts";
import { snapshotFiles } from "./snapshots.ts";
import { stageEndFiles } from "./stage_ends.ts";

/**
 * Writes down the SHA-256 of what a finished run has left, in the format of `sha256sum`, which can
 * check the file as well.
 *
 * @param again Whether to write it even where it stands.
 */
export async function sealRun(run: string, again: boolean): Promise<void> {
  const { seal } = pathsOf(run);
  if (!again && await readIfThere(seal) !== undefined) return;
  const lines: string[] = [];
  for (const file of await filesToSeal(run)) {
    const bytes = await readBytesIfThere(join(run, file));
    if (bytes) lines.push(`${sha256(bytes)}  ${file}\n`);
  }
  await writeDurably(seal, lines.join(""));
}

/** What training writes into the folder itself. */
const WRITTEN = [
  ...["assignments.csv", "duplicates.csv", "features.json", "metrics.jsonl", "outliers.csv"],
  "quarantine.jsonl",
];

/** The files of a finished run that are there and never change again. */
export async function filesToSeal(run: string): Promise<string[]> {
  const there = new Set((await listIfThere(run)).map(({ name }) => name));
  const [newest] = await listCheckpoints(pathsOf(run).checkpoints);
  return [
    ...WRITTEN.filter((file) => there.has(file)),
    ...(newest === undefined ? [] : [`checkpoints/${newest}`]),
    ...await stageEndFiles(run),
    ...await snapshotFiles(run),
    "recipe.json",
  ];
}
