import { probeBackends } from "../../../machine/doctor.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { backends } from "../../commands/backends/list.ts";
import type { Session } from "../../session.ts";
import { backendLines } from "./backend_lines.ts";

/** Prints every backend and whether it works here. */
export async function runBackends(
  options: OptionsOf<typeof backends>,
  session: Session,
): Promise<number> {
  await answer(
    options,
    session,
    async () => ({ schemaVersion: 1, items: await probeBackends(options.plugins) }),
    ({ items }) => backendLines(items, session),
  );
  return 0;
}
