import { resolve } from "node:path";
import { findDataFiles } from "../../../machine/data_files.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { datasetsWhere } from "../../commands/datasets/where.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";

/** Prints where the data sets lie, or one of them. */
export async function runWhere(
  options: OptionsOf<typeof datasetsWhere>,
  session: Session,
): Promise<number> {
  const { name, data, plugins } = options;
  const dataFolder = resolve(data ?? folderOf(session.io, "data"));
  await answer(
    options,
    session,
    async () => ({
      schemaVersion: 1,
      ...name === undefined
        ? { folder: dataFolder }
        : await findDataFiles({ name, dataFolder, plugins }),
    }),
    ({ folder }) => [folder],
  );
  return 0;
}
