import { CrlcError } from "../../core/errors.ts";
import { drawFigure } from "../../results/figures/draw_figure.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { figure } from "../commands/figure.ts";
import { environmentOf } from "../environment.ts";
import type { Session } from "../session.ts";
import { bytes } from "../terminal/numbers.ts";

/** Which options each kind takes; another would be passed over in silence. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  curve: ["term"],
  bars: ["term", "split"],
  maps: ["by", "map", "split"],
  cases: ["split"],
  confident: ["split"],
};

/** Draws a figure and says where it lies. */
export async function runFigure(
  options: OptionsOf<typeof figure>,
  session: Session,
): Promise<number> {
  const { kind, runs, to: file, force, term, by, map, split } = options;
  const given = { term, by, map, split };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || TAKES[kind]?.includes(name)) continue;
    throw new CrlcError("usage", "BAD_USAGE", `Cannot use --${name}: ${kind} takes none`, {
      hint: `leave out --${name}`,
    });
  }
  const environment = environmentOf(options, session.io);
  await answer(
    options,
    session,
    (observer) => drawFigure({ kind, runs, file, force, options: given, environment }, observer),
    ({ file, bytes: size, about }) => [session.style("bold", file), `${about} (${bytes(size)}).`],
  );
  return 0;
}
