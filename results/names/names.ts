import { CrlcError } from "../../core/errors.ts";
import type { Observer } from "../../run/api.ts";
import type { Environment } from "../../run/parts/environment.ts";
import { embed } from "../embed.ts";
import { nothingClustered } from "../nothing_clustered.ts";
import { type OpenRun, openRun } from "../open_run.ts";
import { assignmentsOf, type Predictions } from "../../run/train/predict.ts";
import { carryNames } from "./carry.ts";
import { change, type Changes } from "./change.ts";
import { type Edits, editsPath, noEdits, readEdits, writeEdits } from "./edits.ts";
import { groupBy, groupImages } from "./grouping.ts";
import type { Group } from "./groups.ts";
import { lostNames } from "./lost_names.ts";
import { refusal } from "./refusal.ts";

export interface NamesRequest extends Changes {
  readonly run: string;
  readonly environment: Environment;
  /** A file of names, as the report page writes it, to take instead of what is there. */
  readonly edits?: string;
  /** A run whose names are carried over, instead of what is there. */
  readonly from?: string;
}

/** What `crlc names --json` prints. */
export interface NamesOutcome {
  readonly schemaVersion: 1;
  readonly run: string;
  readonly file: string;
  /** Whether the file was written. */
  readonly changed: boolean;
  readonly groups: readonly (Group & { readonly images: number })[];
  /** Names that merges and splits have put out of sight, in words. */
  readonly notes: readonly string[];
  /** With `from`: names that no cluster has taken, and over how many common images. */
  readonly carried?: { readonly lost: readonly string[]; readonly images: number };
}

/**
 * Shows the names of a run's clusters, and changes them.
 *
 * @throws {CrlcError} `BAD_NAMES`, `NO_SUCH_FILE`, `NO_COMMON_IMAGES`, `NOTHING_CLUSTERED`.
 */
export async function nameClusters(
  request: NamesRequest,
  observer: Observer,
): Promise<NamesOutcome> {
  const { run: path, environment } = request;
  if (request.from !== undefined && request.edits !== undefined) {
    throw new CrlcError(
      "usage",
      "BAD_USAGE",
      "Cannot use --edits: names come from one place, and --from is given as well",
      { hint: "leave one of them out" },
    );
  }
  const now = await ask(path, environment, observer);
  const identity = { clusters: now.predictions.clusters, head: now.head };
  const file = editsPath(path);
  let edits: Edits, carried: NamesOutcome["carried"];
  if (request.from !== undefined) {
    const old = await ask(request.from, environment, observer);
    ({ edits, carried } = await carryFrom(request.from, old, now));
  } else if (request.edits === undefined) {
    edits = await readEdits(file, identity) ?? noEdits(identity.clusters, identity.head);
  } else {
    const given = await readEdits(request.edits, identity);
    if (!given) {
      throw new CrlcError(
        "data",
        "NO_SUCH_FILE",
        `Cannot read names of "${request.edits}": the file must exist, and does not`,
      );
    }
    edits = given;
  }
  const { undo: back = [], set, merge, split } = request;
  const before = edits;
  edits = change(before, { undo: back, set, merge, split });
  requireImages(split, edits, now.predictions);
  const changed = [request.from, request.edits].some((given) => given !== undefined) ||
    back.length + set.length + merge.length + split.length > 0;
  const grouping = await groupBy(edits, now.predictions, now.head);
  if (changed) await writeEdits(path, edits);
  const images = new Array<number>(grouping.groups.length).fill(0);
  for (const group of grouping.of) images[group]++;
  return {
    schemaVersion: 1,
    run: path,
    file,
    changed,
    groups: grouping.groups.map((group, g) => ({ ...group, images: images[g] })),
    carried,
    notes: lostNames(before, edits, new Set(set.map((text) => text.split("=")[0]))),
  };
}

interface Asked {
  readonly predictions: Predictions;
  readonly head: number;
  readonly names: readonly string[];
}

/** What a run says of its images, and what they are called. */
async function ask(path: string, environment: Environment, observer: Observer): Promise<Asked> {
  await using run: OpenRun = await openRun(path, environment, observer);
  await using dataset = await run.openSplit();
  const predictions = await embed(run, dataset, observer);
  if (!predictions.probabilities) {
    throw nothingClustered(
      `name clusters of "${path}": its strategy`,
      run.manifest.recipe.strategy,
    );
  }
  const names = Array.from({ length: dataset.length }, (_, i) => dataset.name(i));
  return { predictions, head: run.head, names };
}

/** Names of an old run for the clusters of a new one, over the images that both know by name. */
async function carryFrom(path: string, old: Asked, now: Asked) {
  const before = await groupImages(path, old.predictions, old.head);
  const environmentOf = new Map(old.names.map((name, i) => [name, i]));
  const { clusters } = assignmentsOf(now.predictions, now.head);
  const common = now.names.flatMap((name, i) => {
    const there = environmentOf.get(name);
    return there === undefined ? [] : [[there, i]];
  });
  if (common.length === 0) {
    throw new CrlcError(
      "usage",
      "NO_COMMON_IMAGES",
      `Cannot carry names over from "${path}": both runs must know some images of the same name, and know none`,
      { hint: "name the clusters anew: crlc names RUN --set 0=..." },
    );
  }
  const { edits, lost } = carryNames(
    before.groups,
    Int32Array.from(common, ([there]) => before.of[there]),
    Int32Array.from(common, ([, here]) => clusters[here]),
    noEdits(now.predictions.clusters, now.head),
  );
  return { edits, carried: { lost, images: common.length } };
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
