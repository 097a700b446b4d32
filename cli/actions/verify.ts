import { EXIT_CODES } from "../../core/errors.ts";
import { verifyRun } from "../../results/verify.ts";
import { answer } from "../answer.ts";
import { cacheOf } from "../cache.ts";
import type { OptionsOf } from "../command.ts";
import type { verify } from "../commands/verify.ts";
import { folderIfKnown } from "../process/variables.ts";
import type { Session } from "../session.ts";
import { verificationLines } from "./verification_lines.ts";

/** Recomputes the hashes of a run and prints what became of each. */
export async function runVerification(
  options: OptionsOf<typeof verify>,
  session: Session,
): Promise<number> {
  const { run, data, folder, plugins } = options;
  const dataFolder = data ?? folderIfKnown(session.io, "data");
  const { ok } = await answer(
    options,
    session,
    () => verifyRun(run, { dataFolder, cache: cacheOf(session.io), folder, plugins }),
    ({ checks }) => verificationLines(checks, session),
  );
  return ok ? 0 : EXIT_CODES.checkpoint;
}
