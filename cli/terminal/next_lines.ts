import { shellLine } from "../../core/shell_line.ts";
import { asTyped, type Session } from "../session.ts";
import { printableName } from "./printable.ts";
import { table } from "./table.ts";

/** A command worth typing next, and what it does. */
export type NextStep = readonly [command: string, meaning: string];

/** Commands that open a run, or train more, which needs the plugins and the data again. */
const NEEDS_PLACE = /^crlc (assign|eval|export|names|neighbors|report|sweep) /;

/** `--plugin`, `--data` and `--folder` as they were typed. */
function placeTyped(args: readonly string[]): string {
  const typed = args.flatMap((arg, i) => {
    const [, name, value] = /^(--plugin|--data|--folder)(?:=(.*))?$/s.exec(arg) ?? [];
    return name === undefined ? [] : [name, value ?? args[i + 1]];
  });
  return typed.length === 0 ? "" : ` ${shellLine(typed)}`;
}

/** What to do next, for the end of a result. */
export function nextLines(steps: readonly NextStep[], session: Session): string[] {
  const environment = placeTyped(session.args);
  const rows = steps.map(([command, meaning]) => {
    const whole = NEEDS_PLACE.test(command) ? command + environment : command;
    return [printableName(asTyped(whole, session)), meaning];
  });
  const longest = Math.max(...rows.map(([command]) => command.length));
  // Side by side where both fit, else the meaning above its command: commands are never cut.
  const lines = rows.every(([, meaning]) => longest + meaning.length + 4 <= session.width)
    ? table([{}, {}], rows, session.width)
    : rows.flatMap(([command, meaning]) => [meaning, `  ${command}`]);
  return [session.style("bold", "Next"), ...lines.map((line) => `  ${line}`)];
}
