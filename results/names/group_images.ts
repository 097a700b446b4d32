import { CrlcError } from "../../core/errors.ts";
import { quoteName } from "../../core/quote_name.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { Observer } from "../../run/api.ts";
import type { Predictions } from "../../run/train/predict.ts";
import type { OpenRun } from "../open_run.ts";
import { type Edits, editsPath, noEdits } from "./edits.ts";
import { groupBy, type Grouping } from "./grouping.ts";
import { movedImages, type NamedImages } from "./moved_images.ts";
import { readEdits } from "./read_edits.ts";
import { runDigest } from "./run_digest.ts";

/**
 * Groups the images of a run as its `names.json` says, or a cluster a group where there is none.
 *
 * @param images The training split; no image is moved without it.
 * @throws {CrlcError} `BAD_NAMES`; also where an image to move is not there, unless the images have
 *   changed since the training: that is told then.
 */
export async function groupImages(
  run: Pick<OpenRun, "run" | "manifest" | "head">,
  predictions: Predictions,
  images: Dataset | undefined,
  observer: Pick<Observer, "warn">,
): Promise<Grouping> {
  const { clusters } = predictions, { head, manifest } = run, path = editsPath(run.run);
  const of = { clusters, head, run: runDigest(manifest) };
  const edits = await readEdits(path, of) ?? noEdits(clusters, head, of.run);
  if (!images) return await groupBy(edits, predictions, head);
  const changed = images.digest !== manifest.data.digest;
  const there = whereThere(edits, images, `the names of "${path}"`, changed ? observer : undefined);
  return await groupBy(there, predictions, head, images);
}

/**
 * Edits without the moves of images that are not there.
 *
 * @param observer Told of them; without one they are refused.
 */
export function whereThere(
  edits: Edits,
  images: NamedImages,
  called: string,
  observer?: Pick<Observer, "warn">,
): Edits {
  const { missing, fault } = movedImages(edits.moves, images);
  const gone = missing.length === 0
    ? undefined
    : `${quoteName(missing[0].image)}${
      missing.length > 1 ? ` and ${missing.length - 1} more` : ""
    }`;
  const wrong = fault ?? (gone && !observer ? `no image of the run is called ${gone}` : undefined);
  if (wrong !== undefined) {
    throw new CrlcError(
      "usage",
      "BAD_NAMES",
      `Cannot use ${called}: each move must be of one image of the run, and ${wrong}`,
      { hint: "images are called as in assignments.csv of the run" },
    );
  }
  if (gone === undefined) return edits;
  observer!.warn(`Moved images of names.json that are not there any more are left out: ${gone}`);
  const left = new Set(missing);
  return { ...edits, moves: edits.moves.filter((move) => !left.has(move)) };
}
