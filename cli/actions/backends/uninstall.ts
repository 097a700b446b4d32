import type { OptionsOf } from "../../command.ts";
import type { uninstallBackend } from "../../commands/backends/uninstall.ts";
import type { Session } from "../../session.ts";
import { runRemovePart } from "../parts/remove.ts";

/** Removes a backend's native library: the part of its name. */
export async function runUninstall(
  options: OptionsOf<typeof uninstallBackend>,
  session: Session,
): Promise<number> {
  return await runRemovePart(options, session);
}
