import { resolve } from "node:path";
import { EXIT_CODES } from "../../../core/errors.ts";
import { verifyDataset } from "../../../machine/data_files.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { verifyDataset as command } from "../../commands/datasets/verify.ts";
import { folderIfKnown } from "../../process/variables.ts";
import type { Session } from "../../session.ts";
import { verificationLines } from "../verification_lines.ts";

/** Checks the files of a data set and prints what became of each. */
export async function runDataCheck(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { name, data, plugins } = options;
  const dataFolder = data ?? folderIfKnown(session.io, "data");
  const { ok } = await answer(
    options,
    session,
    async (observer) => ({
      schemaVersion: 1,
      ...await verifyDataset(
        { name, dataFolder: dataFolder && resolve(dataFolder), plugins },
        (what, done, total) => observer.progress(`checking ${what}`, done, total),
      ),
    }),
    ({ checks }) => verificationLines(checks, session),
  );
  return ok ? 0 : EXIT_CODES.data;
}
