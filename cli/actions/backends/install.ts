import { installBackend } from "../../../machine/native.ts";
import type { OptionsOf } from "../../command.ts";
import type { installBackend as command } from "../../commands/backends/install.ts";
import { folderOf } from "../../process/variables.ts";
import type { Session } from "../../session.ts";
import { nextLines } from "../../terminal/next_lines.ts";
import { bytes } from "../../terminal/numbers.ts";
import { answerStoppable } from "../answer_stoppable.ts";

/** Installs a backend's native library. */
export async function runInstall(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { name, from } = options;
  const dataFolder = folderOf(session.io, "data");
  const offline = options.offline || session.io.env("CRLC_OFFLINE") !== undefined;
  const notice = "Stopping; wheels that have arrived stay.";
  await answerStoppable(
    options,
    session,
    notice,
    (stop, observer) => installBackend({ name, from, dataFolder, offline }, observer, stop),
    ({ name, unchanged, bytes: size, folder }) => [
      `${name} ${unchanged ? "was installed before" : "is installed"}: ${bytes(size)} in ${folder}`,
      "",
      ...nextLines([["crlc doctor", "is it ready?"], ["crlc bench", "how fast is it?"]], session),
    ],
  );
  return 0;
}
