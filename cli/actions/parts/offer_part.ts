import { addPart } from "../../../machine/parts.ts";
import type { Part } from "../../../parts/part.ts";
import { partMissing } from "../../../parts/part_missing.ts";
import { partSize } from "../../../parts/part_size.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";
import { fetchAside } from "../fetch_aside.ts";
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
  const request = { part, dataFolder: folderOf(session.io, "data"), offline: false };
  const added = await fetchAside(
    session,
    { quiet: false, verbose: session.verbose },
    (stop, told) => addPart(request, told, stop),
  );
  session.note(addedLine(added));
}
