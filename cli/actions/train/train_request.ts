import { dirname, resolve } from "node:path";
import { CrlcError } from "../../../core/errors.ts";
import type { TrainRequest } from "../../../run/api.ts";
import type { OptionsOf } from "../../command.ts";
import type { train } from "../../commands/train.ts";
import { encoderFoldersIn } from "../../../run/recipe/encoder.ts";
import { environmentOf } from "../../environment.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";

/**
 * What is asked of a run.
 *
 * @param clusters The number of clusters, where the person has given one.
 * @throws {CrlcError} `BAD_USAGE` where nothing is named to train.
 */
export function trainRequest(
  options: OptionsOf<typeof train>,
  clusters: number | undefined,
  session: Session,
): TrainRequest {
  const { run, keep, from, labels, augment, failOnCollapse, tensorboard, list } = options;
  const target = options.target ?? (list && dirname(resolve(list)));
  const { strategy, dataset, split, epochs, seed, encoder, set, maxBad } = options;
  if (target === undefined) {
    throw new CrlcError(
      "usage",
      "BAD_USAGE",
      "Cannot run crlc train: RECIPE must be given, and is missing",
      { hint: "crlc train --help explains it" },
    );
  }
  const environment = environmentOf(options, session.io);
  return {
    target,
    run,
    keep,
    from,
    labels,
    augment,
    failOnCollapse,
    tensorboard,
    runsFolder: folderOf(session.io, "runs"),
    overrides: {
      strategy,
      dataset,
      split,
      clusters,
      epochs,
      seed,
      encoder: namedEncoders(encoder),
      encoderFolders: encoderFoldersIn(environment),
      set,
      snapshots: { every: options.snapshots, split: options.snapshotSplit },
      maxBad,
      list: list && resolve(list),
      moved: options.folder !== undefined,
    },
    environment,
  };
}

/** One encoder, several, or nothing. */
function namedEncoders(names: readonly string[]): TrainRequest["overrides"]["encoder"] {
  if (names.length > 1 && names.includes("none")) {
    throw new CrlcError(
      "usage",
      "BAD_USAGE",
      'Cannot use --encoder: "none" must stand alone, and others are given as well',
      { hint: "leave it out, or the others" },
    );
  }
  return names.length > 1 ? names : names[0];
}
