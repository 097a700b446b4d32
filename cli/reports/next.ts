import { asTyped, type Session } from "../session.ts";
import { table } from "../terminal/table.ts";

/** A command worth typing next, and what it does. */
export type NextStep = readonly [command: string, meaning: string];

/** Commands that open a run, which needs the plugins named it was trained with. */
const OPENS_RUN = /^crlc (assign|eval|export|names|neighbors|report) /;

/** `--plugin` options as they were typed. */
function pluginsTyped(args: readonly string[]): string {
  const typed = args.flatMap((arg, i) =>
    arg === "--plugin" ? [args[i + 1]] : arg.startsWith("--plugin=") ? [arg.slice(9)] : []
  );
  return typed.map((specifier) => ` --plugin ${specifier}`).join("");
}

/** What to do next, for the end of a result. */
export function nextLines(steps: readonly NextStep[], session: Session): string[] {
  const plugins = pluginsTyped(session.args);
  const rows = steps.map(([command, meaning]) => {
    const whole = OPENS_RUN.test(command) ? command + plugins : command;
    return [asTyped(whole, session), meaning];
  });
  const longest = Math.max(...rows.map(([command]) => command.length));
  // Side by side where both fit, else the meaning above its command: commands are never cut.
  const lines = rows.every(([, meaning]) => longest + meaning.length + 4 <= session.width)
    ? table([{}, {}], rows, session.width)
    : rows.flatMap(([command, meaning]) => [meaning, `  ${command}`]);
  return [session.style("bold", "Next"), ...lines.map((line) => `  ${line}`)];
}
