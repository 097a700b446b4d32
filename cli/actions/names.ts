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

/** What `--undo` means without keys. */
const LAST = "last";

/** Shows or changes the names of clusters. */
export async function runNames(
  options: OptionsOf<typeof names>,
  session: Session,
): Promise<number> {
  const { run, undo, set, merge, split, move, from, edits } = options;
  const back = undo.includes(LAST), keys = undo.filter((text) => text !== LAST);
  const environment = environmentOf(options, session.io);
  await answer(
    options,
    session,
    (observer) =>
      nameClusters(
        { run, undo: keys, set, merge, split, move, from, edits, back, environment },
        observer,
      ),
    (named) => namesLines(named, back, session),
  );
  return 0;
}

/** What has come of images that were moved by hand in another run. */
function movedLines({ kept, lost }: NonNullable<NamesOutcome["carried"]>["moves"]): string[] {
  return [
    ...(kept > 0 ? [`${counted(kept, "moved image")} moved here as well.`] : []),
    ...(lost > 0
      ? [`${counted(lost, "moved image")} left where found: no cluster has taken the group.`]
      : []),
  ];
}

function namesLines(
  { groups, changed, file, carried, notes, run }: NamesOutcome,
  back: boolean,
  session: Session,
) {
  const moves = groups.some(({ moved }) => moved !== undefined);
  const lines = table(
    [
      { title: "key" },
      { title: "images", align: "right" },
      ...moves ? [{ title: "moved", align: "right" as const }] : [],
      { title: "name", shrink: "end" },
    ],
    groups.map(({ keys, images, name, named, moved = 0 }) => [
      keys.join(" + "),
      count(images),
      ...moves ? [moved > 0 ? count(moved) : ""] : [],
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
    ...(carried ? movedLines(carried.moves) : []),
    ...(changed && back
      ? [`${file} is as it was before the last change.`]
      : changed
      ? [`Written to ${file}; eval, assign, export and report go by it. --undo takes it back.`]
      : []),
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
