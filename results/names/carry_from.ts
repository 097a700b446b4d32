import { CrlcError } from "../../core/errors.ts";
import type { Observer } from "../../run/api.ts";
import { assignmentsOf } from "../../run/train/predict.ts";
import { carryNames } from "./carry.ts";
import type { ClusteredRun } from "./clustered_run.ts";
import { type Edits, editsPath, type Move, noEdits } from "./edits.ts";
import { whereThere } from "./group_images.ts";
import { groupBy } from "./grouping.ts";
import { readEdits } from "./read_edits.ts";

/** What came of carrying names over, and over how many images. */
export interface CarriedOver {
  /** Names that no cluster has taken. */
  readonly lost: readonly string[];
  /** Images that both runs know. */
  readonly images: number;
  /** Moves of single images that were needed again, and those whose group no cluster has taken. */
  readonly moves: { readonly kept: number; readonly lost: number };
}

/**
 * Names of an old run for the clusters of a new one, over the images that both know by name.
 *
 * @throws {CrlcError} `NO_COMMON_IMAGES`, `BAD_NAMES`.
 */
export async function carryFrom(
  old: ClusteredRun,
  now: ClusteredRun,
  observer: Pick<Observer, "warn">,
): Promise<{ readonly edits: Edits; readonly carried: CarriedOver }> {
  const path = editsPath(old.run), fresh = noEdits(now.of.clusters, now.of.head, now.of.run);
  const edited = await readEdits(path, old.of) ?? noEdits(old.of.clusters, old.of.head);
  const told = old.changed ? observer : undefined;
  const there = whereThere(edited, old.images, `the names of "${path}"`, told);
  const before = await groupBy(there, old.predictions, old.of.head, old.images);
  const { clusters } = assignmentsOf(now.predictions, now.of.head);
  const common = commonImages(old, now);
  if (common.length === 0) {
    throw new CrlcError(
      "usage",
      "NO_COMMON_IMAGES",
      `Cannot carry names over from "${old.run}": both runs must know some images of the same name, and know none`,
      { hint: "name the clusters anew: crlc names RUN --set 0=..." },
    );
  }
  const { edits, lost, keyOf } = carryNames(
    before.groups,
    Int32Array.from(common, ([there]) => before.of[there]),
    Int32Array.from(common, ([, here]) => clusters[here]),
    fresh,
  );
  const moves: Move[] = [];
  let lostMoves = 0;
  for (const [there, here] of common) {
    const group = before.moved.get(there), to = group === undefined ? undefined : keyOf.get(group);
    if (group === undefined) continue;
    if (to === undefined) lostMoves++;
    else if (!sameGroup(edits, String(clusters[here]), to)) {
      moves.push({ image: now.images.name(here), to });
    }
  }
  return {
    edits: { ...edits, moves },
    carried: { lost, images: common.length, moves: { kept: moves.length, lost: lostMoves } },
  };
}

/** The places, in the old run and in the new one, of images of the same name. */
function commonImages(old: ClusteredRun, now: ClusteredRun): [there: number, here: number][] {
  const there = new Map<string, number>();
  for (let i = 0; i < old.images.length; i++) there.set(old.images.name(i), i);
  const common: [number, number][] = [];
  for (let i = 0; i < now.images.length; i++) {
    const found = there.get(now.images.name(i));
    if (found !== undefined) common.push([found, i]);
  }
  return common;
}

function sameGroup({ merge }: Edits, a: string, b: string): boolean {
  return a === b || merge.some((keys) => keys.includes(a) && keys.includes(b));
}
