import { shellLine } from "../../core/shell_line.ts";
import { nameClusters, type NamesOutcome } from "../../results/names/names.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { names } from "../commands/names.ts";
import { environmentOf } from "../environment.ts";
import type { Session } from "../session.ts";
import { nextLines } from "../terminal/next_lines.ts";
import { count, counted } from "../terminal/numbers.ts";
import { table } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";

/** Shows or changes the names of clusters. */
export async function runNames(
  options: OptionsOf<typeof names>,
  session: Session,
): Promise<number> {
  const { run, undo, set, merge, split, from, edits } = options;
  const environment = environmentOf(options, session.io);
  await answer(
    options,
    session,
    (observer) =>
      nameClusters({ run, undo, set, merge, split, from, edits, environment }, observer),
    (named) => namesLines(named, session),
  );
  return 0;
}

function namesLines(
  { groups, changed, file, carried, notes, run }: NamesOutcome,
  session: Session,
) {
  const lines = table(
    [{ title: "key" }, { title: "images", align: "right" }, { title: "name", shrink: "end" }],
    groups.map(({ keys, images, name, named }) => [
      keys.join(" + "),
      count(images),
      named ? name : session.style("dim", "-"),
    ]),
    session.width,
    (text) => session.style("bold", text),
  );
  const told = [
    ...notes.map((note) => `${note}.`),
    ...(carried ? [`Carried over by ${counted(carried.images, "common image")}.`] : []),
    ...(carried && carried.lost.length > 0
      ? [`No cluster has taken: ${carried.lost.join(", ")}.`]
      : []),
    ...(changed ? [`Written to ${file}; eval, assign, export and report go by it.`] : []),
  ];
  return [
    ...lines,
    "",
    ...told.flatMap((line) => wrap(line, session.width)),
    ...(changed ? [] : nextLines([
      [`crlc names ${shellLine([run])} --set 0=cats`, "name a cluster"],
      [`crlc names ${shellLine([run])} --merge 0,1`, "take two for one"],
    ], session)),
  ];
}
