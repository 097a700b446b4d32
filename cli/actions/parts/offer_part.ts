import { addPart } from "../../../machine/parts.ts";
import type { Part } from "../../../parts/part.ts";
import { partMissing } from "../../../parts/part_missing.ts";
import { partSize } from "../../../parts/part_size.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";
import { observe, stoppableWith } from "../../terminal/observer.ts";
import { addedLine } from "./add.ts";

/**
 * Asks whether a part that is needed may be fetched, and fetches it.
 *
 * @throws {CrlcError} `PART_MISSING` if the answer is no.
 */
export async function offerPart(part: Part, session: Session): Promise<void> {
  const { name, about, neededFor, licence } = part;
  session.note(`The part "${name}" is needed for ${neededFor}: ${about} (${licence}).`);
  if (!session.io.ask?.(`Fetch it now, ${partSize(part)}?`)) throw partMissing(part);
  const observer = observe(session, false, session.verbose);
  const request = { part, dataFolder: folderOf(session.io, "data"), offline: false };
  try {
    const added = await stoppableWith(
      observer,
      session,
      "Stopping; what has arrived stays.",
      (stop, told) => addPart(request, told, stop),
    );
    observer.end();
    session.note(addedLine(added));
  } finally {
    observer.end();
  }
}
