import { uninstallBackend } from "../../../machine/native.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { uninstallBackend as command } from "../../commands/backends/uninstall.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";

/** Removes a backend's native library. */
export async function runUninstall(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { name } = options;
  const dataFolder = folderOf(session.io, "data");
  await answer(
    options,
    session,
    async () => ({ schemaVersion: 1, name, removed: await uninstallBackend(name, dataFolder) }),
    ({ removed }) => [removed ? `${name} is removed` : `${name} was not installed`],
  );
  return 0;
}
