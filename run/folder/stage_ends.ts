import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { nearest } from "../../core/suggest.ts";
import {
  encodeCheckpoint,
  type Identity,
  readCheckpoint,
  type TrainingState,
} from "./checkpoint.ts";
import { listIfThere, makeFolder, readBytesIfThere, writeDurably } from "./files.ts";
import { pathsOf } from "./run_folder.ts";

const FOLDER = "stages/", ENDING = ".safetensors";

/** Keeps the state at a stage's end, in the form of a checkpoint, as `stages/NAME.safetensors`. */
export async function saveStageEnd(
  run: string,
  stage: string,
  state: TrainingState,
  identity: Identity,
): Promise<void> {
  const { stages } = pathsOf(run);
  await makeFolder(stages);
  const path = join(stages, stage + ENDING);
  await writeDurably(path, await encodeCheckpoint(state, identity));
}

/** The files of kept stage ends, relative to the run. */
export async function stageEndFiles(run: string): Promise<string[]> {
  const found = await listIfThere(pathsOf(run).stages);
  return found.map(({ name }) => name).filter((name) => name.endsWith(ENDING)).sort()
    .map((name) => FOLDER + name);
}

/**
 * Loads the state at a stage's end. The caller owns its tensors.
 *
 * @throws {CrlcError} `NO_SUCH_STAGE` if it is not kept; what `readCheckpoint` throws.
 */
export async function loadStageEnd(
  run: string,
  stage: string,
  identity: Identity,
): Promise<TrainingState> {
  const known = (await stageEndFiles(run)).map((file) => file.slice(FOLDER.length, -ENDING.length));
  const bytes = known.includes(stage)
    ? await readBytesIfThere(join(pathsOf(run).stages, stage + ENDING))
    : undefined;
  if (bytes) return readCheckpoint(bytes, identity);
  const [guess] = nearest(stage, known, 1);
  const why = known.length === 0
    ? "this run keeps none"
    : `kept are those of ${known.map((name) => JSON.stringify(name)).join(", ")}`;
  throw new CrlcError(
    "usage",
    "NO_SUCH_STAGE",
    `Cannot score stage "${stage}" of run "${run}": the state at its end must be kept, and ${why}`,
    { hint: guess ? `did you mean "${guess}"?` : "without --stage the end of the run is scored" },
  );
}
