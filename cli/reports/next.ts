import { asTyped, type Session } from "../session.ts";
import { table } from "../terminal/table.ts";

/** A command worth typing next, and what it does. */
export type NextStep = readonly [command: string, meaning: string];

/** What to do next, for the end of a result. */
export function nextLines(steps: readonly NextStep[], session: Session): string[] {
  const rows = steps.map(([command, meaning]) => [asTyped(command, session), meaning]);
  const longest = Math.max(...rows.map(([command]) => command.length));
  // Side by side where both fit, else the meaning above its command: commands are never cut.
  const lines = rows.every(([, meaning]) => longest + meaning.length + 4 <= session.width)
    ? table([{}, {}], rows, session.width)
    : rows.flatMap(([command, meaning]) => [meaning, `  ${command}`]);
  return [session.style("bold", "Next"), ...lines.map((line) => `  ${line}`)];
}
