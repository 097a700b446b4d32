import { type Added, addPart, requestedPart } from "../../../machine/parts.ts";
import { megabytes } from "../../../core/megabytes.ts";
import type { Part } from "../../../parts/part.ts";
import type { OptionsOf } from "../../command.ts";
import type { addPart as command } from "../../commands/parts/add.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";
import { nextLines, type NextStep } from "../../terminal/next_lines.ts";
import { answerStoppable } from "../answer_stoppable.ts";

/** What decides how a part is added. */
export type AddOptions = Omit<OptionsOf<typeof command>, "name">;

/** Adds a part. */
export async function runAddPart(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  return await add(requestedPart(options.name, "add"), options, session, [
    ["crlc parts", "what is here"],
    [`crlc parts remove ${options.name}`, "to be rid of it"],
  ]);
}

/**
 * Adds a part and says so.
 *
 * @param next What can be done then.
 */
export async function add(
  part: Part,
  options: AddOptions,
  session: Session,
  next: readonly NextStep[],
): Promise<number> {
  const offline = options.offline || session.io.env("CRLC_OFFLINE") !== undefined;
  const request = { part, dataFolder: folderOf(session.io, "data"), from: options.from, offline };
  await answerStoppable(
    options,
    session,
    "Stopping; what has arrived stays.",
    (stop, observer) => addPart(request, observer, stop),
    (added) => [addedLine(added), "", ...nextLines(next, session)],
  );
  return 0;
}

/** That a part is here. */
export function addedLine({ name, unchanged, bytes, folder }: Added): string {
  const done = unchanged ? "was installed before" : "is installed";
  return `${name} ${done}: ${megabytes(bytes)} in ${folder}`;
}
