import { listStrategies } from "../../machine/lists.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { strategies } from "../commands/strategies.ts";
import type { Session } from "../session.ts";
import { itemLines } from "../terminal/item_lines.ts";

/** Prints every strategy. */
export async function runStrategies(
  options: OptionsOf<typeof strategies>,
  session: Session,
): Promise<number> {
  await answer(
    options,
    session,
    async () => ({ schemaVersion: 1, items: await listStrategies(options.plugins) }),
    ({ items }) =>
      itemLines(
        items.map(({ name, about, source }) => ({ name, texts: [about, source] })),
        session,
      ),
  );
  return 0;
}
