import { CrlcError } from "../../core/errors.ts";
import type { Observer } from "../../run/api.ts";
import type { Environment } from "../../run/parts/environment.ts";
import { assignmentsOf, type Predictions } from "../../run/train/predict.ts";
import { type CarriedOver, carryFrom } from "./carry_from.ts";
import { change, type Changes } from "./change.ts";
import { type ClusteredRun, clusteredRun } from "./clustered_run.ts";
import { type Edits, editsPath, noEdits } from "./edits.ts";
import { whereThere } from "./group_images.ts";
import { groupBy } from "./grouping.ts";
import { type SizedGroup, sizedGroups } from "./sized_groups.ts";
import { lostNames } from "./lost_names.ts";
import { readEdits } from "./read_edits.ts";
import { refusal } from "./refusal.ts";
import { saveEdits, undoEdits } from "./save_edits.ts";

export interface NamesRequest extends Changes {
  readonly run: string;
  readonly environment: Environment;
  /** A file of names, as the report page writes it, to take instead of what is there. */
  readonly edits?: string;
  /** A run whose names are carried over, instead of what is there. */
  readonly from?: string;
  /** Whether to go back to what was there before the last change, and to change nothing else. */
  readonly back?: boolean;
}

/** What `crlc names --json` prints. */
export interface NamesOutcome {
  readonly schemaVersion: 1;
  readonly run: string;
  readonly file: string;
  /** Whether the file was written. */
  readonly changed: boolean;
  readonly groups: readonly SizedGroup[];
  /** Names that merges and splits have put out of sight, in words. */
  readonly notes: readonly string[];
  /** With `from`: what no cluster has taken, and over how many common images. */
  readonly carried?: CarriedOver;
}

/**
 * Shows the names of a run's clusters, and changes them.
 *
 * @throws {CrlcError} `BAD_NAMES`, `NO_SUCH_FILE`, `NO_COMMON_IMAGES`, `NOTHING_CLUSTERED`,
 *   `NAMES_LOCKED`.
 */
export async function nameClusters(
  request: NamesRequest,
  observer: Observer,
): Promise<NamesOutcome> {
  const { run: path, environment, set, merge, split, undo = [], move = [] } = request;
  requireOneSource(request);
  const run = await clusteredRun(path, environment, observer);
  if (request.back) await undoEdits(path);
  const { edits: before, carried } = await editsFrom(request, run, observer);
  const edits = change(before, { undo, set, merge, split, move });
  requireImages(split, edits, run.predictions);
  const changed = request.from !== undefined || request.edits !== undefined ||
    [undo, set, merge, split, move].some((typed) => typed.length > 0);
  const there = whereThere(
    edits,
    run.images,
    request.edits === undefined ? "the names" : `the names of "${request.edits}"`,
    run.changed ? observer : undefined,
  );
  const grouping = await groupBy(there, run.predictions, run.of.head, run.images);
  if (changed) await saveEdits(path, edits);
  return {
    schemaVersion: 1,
    run: path,
    file: editsPath(path),
    changed: changed || request.back === true,
    groups: sizedGroups(grouping),
    carried,
    notes: lostNames(before, edits, new Set(set.map((text) => text.split("=")[0]))),
  };
}

/** Refuses what contradicts itself. */
function requireOneSource(request: NamesRequest): void {
  const { from, edits, back, set, merge, split, undo = [], move = [] } = request;
  const others = [set, merge, split, undo, move].flat().length > 0 || (edits ?? from) !== undefined;
  const [option, why] = from !== undefined && edits !== undefined
    ? ["--edits", "names come from one place, and --from is given as well"]
    : back && others
    ? ["--undo alone", "it goes back to what was there before, and other changes are given as well"]
    : [];
  if (option === undefined) return;
  throw new CrlcError("usage", "BAD_USAGE", `Cannot use ${option}: ${why}`, {
    hint: "leave one of them out",
  });
}

/** What is to be changed: of another run, of a file, or what is there. */
async function editsFrom(
  { from, edits: file, environment }: NamesRequest,
  run: ClusteredRun,
  observer: Observer,
): Promise<{ readonly edits: Edits; readonly carried?: CarriedOver }> {
  if (from !== undefined) {
    return await carryFrom(await clusteredRun(from, environment, observer), run, observer);
  }
  const { clusters, head, run: digest } = run.of;
  const edits = await readEdits(file ?? editsPath(run.run), run.of);
  if (edits) return { edits: { ...edits, run: digest } };
  if (file === undefined) return { edits: noEdits(clusters, head, digest) };
  throw new CrlcError(
    "data",
    "NO_SUCH_FILE",
    `Cannot read names of "${file}": the file must exist, and does not`,
  );
}

/** Refuses to split what has too few images for its parts. */
function requireImages(texts: readonly string[], edits: Edits, predictions: Predictions): void {
  const { clusters } = assignmentsOf(predictions, edits.head);
  for (const [cluster] of texts.map((text) => text.split("="))) {
    const images = clusters.filter((own) => own === Number(cluster)).length;
    const parts = edits.split[cluster];
    if (images >= parts) continue;
    throw refusal(
      `--split must be of a cluster with an image for each of its ${parts} parts, and ${cluster} has ${
        images === 0 ? "none" : images
      }`,
      "crlc names RUN lists the keys, and how many images each has",
    );
  }
}
