import { importDataset } from "../../../machine/obtain.ts";
import type { OptionsOf } from "../../command.ts";
import type { importDataset as command } from "../../commands/datasets/import.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";
import { answerStoppable } from "../answer_stoppable.ts";
import { obtainedLines } from "./obtained_lines.ts";

/** Imports archives, or a folder, that lie on this machine. */
export async function runImport(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { name, files, data, plugins, unverified } = options;
  const request = { name, dataFolder: data ?? folderOf(session.io, "data"), plugins, unverified };
  const notice = "Stopping; nothing is left behind.";
  await answerStoppable(
    options,
    session,
    notice,
    (stop, observer) => importDataset(request, files, observer, stop),
    (obtained) => obtainedLines(obtained, session),
  );
  return 0;
}
