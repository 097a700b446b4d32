import { requestedPart } from "../../../machine/parts.ts";
import type { OptionsOf } from "../../command.ts";
import type { installBackend as command } from "../../commands/backends/install.ts";
import type { Session } from "../../session.ts";
import { add } from "../parts/add.ts";

/** Installs a backend's native library: the part of its name. */
export async function runInstall(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  return await add(requestedPart(options.name, "install"), options, session, [
    ["crlc doctor", "is it ready?"],
    ["crlc bench", "how fast is it?"],
  ]);
}
