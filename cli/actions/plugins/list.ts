import { listPlugins } from "../../../contracts/list_plugins.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { plugins as command } from "../../commands/plugins/list.ts";
import type { Session } from "../../session.ts";
import { itemLines } from "../../terminal/item_lines.ts";
import { nextLines } from "../../terminal/next_lines.ts";

/** Prints what plugins bring. */
export async function runPlugins(
  { plugins, ...speaking }: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  await answer(
    speaking,
    session,
    async () => ({ schemaVersion: 1, items: await listPlugins(plugins) }),
    ({ items }) => [
      ...(items.length === 0 ? ["No plugin is named: --plugin MODULE names one.", ""] : []),
      ...itemLines(
        items.map(({ kind, name, about, module }) => ({
          name,
          texts: [`${kind} of ${module}`, ...(about === "" ? [] : [about])],
        })),
        session,
      ),
      ...(items.length > 0 ? [] : nextLines(
        [["crlc plugins new strategy mine", "begin one"]],
        session,
      )),
    ],
  );
  return 0;
}
