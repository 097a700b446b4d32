import { EXIT_CODES } from "../../../core/errors.ts";
import { verifyNamedEncoder } from "../../../machine/encoders.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { verifyEncoder as command } from "../../commands/encoders/verify.ts";
import { encoderFoldersOf } from "../../encoder_folders.ts";
import type { Session } from "../../session.ts";
import { table } from "../../terminal/table.ts";

/** Checks the files of an encoder; ends with 4 if one is not as it must be. */
export async function runVerifyEncoder(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { name, data, plugins } = options;
  const folders = encoderFoldersOf(session.io, data);
  const { ok } = await answer(
    options,
    session,
    async () => ({ schemaVersion: 1, ...await verifyNamedEncoder(name, plugins, folders) }),
    ({ files, folder, revision }) => [
      `${folder}${revision === undefined ? "" : `, revision ${revision}`}`,
      ...table(
        [{}, {}, {}],
        files.map(({ file, fault, against }) =>
          fault === undefined ? [file, "ok", `against ${against}`] : [file, "BAD", fault]
        ),
        session.width,
      ),
    ],
  );
  return ok ? 0 : EXIT_CODES.data;
}
