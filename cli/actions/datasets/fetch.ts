import { downloadDataset } from "../../../machine/obtain.ts";
import type { OptionsOf } from "../../command.ts";
import type { fetchDataset } from "../../commands/datasets/fetch.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";
import { answerStoppable } from "../answer_stoppable.ts";
import { obtainedLines } from "./obtained_lines.ts";

/** Downloads a data set. */
export async function runFetch(
  options: OptionsOf<typeof fetchDataset>,
  session: Session,
): Promise<number> {
  const { name, data, plugins, unverified } = options;
  const request = { name, dataFolder: data ?? folderOf(session.io, "data"), plugins, unverified };
  const offline = options.offline || session.io.env("CRLC_OFFLINE") !== undefined;
  const notice = "Stopping; what has arrived stays.";
  await answerStoppable(
    options,
    session,
    notice,
    (stop, observer) => downloadDataset(request, offline, observer, stop),
    (obtained) => obtainedLines(obtained, session),
  );
  return 0;
}
