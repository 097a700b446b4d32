import { CrlcError } from "../../core/errors.ts";
import { listCheckpoints } from "../folder/checkpoint.ts";
import { writeDurably } from "../folder/files.ts";
import type { StepDone } from "./step_done.ts";

/**
 * Stops a run whose loss is no number any more, and writes down where.
 *
 * @param writes Whether it is written down: by one of several ranks.
 * @throws {CrlcError} `NOT_POSITIVE_DEFINITE` where a matrix of the loss has no Cholesky factor, else
 *   `NON_FINITE_LOSS`.
 */
export async function requireFinite(
  { terms, indefinite = [], state, split, indices }: StepDone,
  { failure: path, checkpoints }: { readonly failure: string; readonly checkpoints: string },
  writes = true,
): Promise<void> {
  const bad = Object.entries(terms).filter(([, values]) => !values.every(Number.isFinite));
  if (bad.length === 0 && indefinite.length === 0) return;
  const failure = {
    step: state.step,
    terms: Object.fromEntries(
      Object.entries(terms).map(([name, values]) => [name, values.map(String)]),
    ),
    ...indefinite.length > 0 && { indefinite },
    split,
    images: [...indices],
  };
  if (writes) await writeDurably(path, `${JSON.stringify(failure, null, 2)}\n`);
  const saved = (await listCheckpoints(checkpoints)).length > 0
    ? "the last checkpoint is whole"
    : "no checkpoint was saved yet";
  if (indefinite.length > 0) {
    throw new CrlcError(
      "failed",
      "NOT_POSITIVE_DEFINITE",
      `Cannot go on after step ${state.step}: each matrix of ${
        indefinite.join(", ")
      } must be positive definite, and one is not`,
      {
        hint:
          `${saved}, and "${path}" tells the step's images; a lower learning rate may help, in a run of its own: --set optimiser.learningRate=… --run DIR`,
      },
    );
  }
  throw new CrlcError(
    "failed",
    "NON_FINITE_LOSS",
    `Cannot go on after step ${state.step}: every term of the loss must be a number, and ${
      bad.map(([name]) => name).join(", ")
    } ${bad.length === 1 ? "is" : "are"} not`,
    {
      hint:
        `${saved}, and "${path}" tells the step's images; a lower learning rate may help, in a run of its own: --set optimiser.learningRate=… --run DIR`,
    },
  );
}
