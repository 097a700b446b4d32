import { megabytes } from "../../../core/megabytes.ts";
import { removeEncoder } from "../../../machine/encoders.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { removeEncoder as command } from "../../commands/encoders/remove.ts";
import { encoderFoldersOf } from "../../encoder_folders.ts";
import type { Session } from "../../session.ts";

/** Removes what was fetched of an encoder. */
export async function runRemoveEncoder(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { name, data, plugins } = options;
  const folders = encoderFoldersOf(session.io, data);
  await answer(
    options,
    session,
    async () => ({ schemaVersion: 1, ...await removeEncoder(name, plugins, folders) }),
    ({ removed, bytes: size, kept }) => [
      removed.length === 0
        ? `Nothing to remove: crlc has fetched nothing of ${name}.`
        : `Removed ${name}, ${megabytes(size)}.`,
      ...kept === undefined ? [] : [`Kept, since the hub's own tools have put it there: ${kept}`],
    ],
  );
  return 0;
}
