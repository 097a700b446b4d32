import { removePart, requestedPart } from "../../../machine/parts.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { removePart as command } from "../../commands/parts/remove.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";

/** Removes a part. */
export async function runRemovePart(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { name } = options;
  const part = requestedPart(name, "remove"), dataFolder = folderOf(session.io, "data");
  await answer(
    options,
    session,
    async () => ({ schemaVersion: 1, name, removed: await removePart(part, dataFolder) }),
    ({ removed }) => [removed ? `${name} is removed` : `${name} was not installed`],
  );
  return 0;
}
