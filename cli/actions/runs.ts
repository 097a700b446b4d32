import { basename, relative } from "node:path";
import { shellLine } from "../../core/shell_line.ts";
import { listRuns, type RunItem, type RunList } from "../../results/list_runs.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { runs } from "../commands/runs.ts";
import { folderOf } from "../process/variables.ts";
import type { Session } from "../session.ts";
import { nextLines, type NextStep } from "../terminal/next_lines.ts";
import { count, score } from "../terminal/numbers.ts";
import { table } from "../terminal/table.ts";

/** Prints the runs of a folder. */
export async function runRuns(options: OptionsOf<typeof runs>, session: Session): Promise<number> {
  const folder = options.folder ?? folderOf(session.io, "runs");
  await answer(
    options,
    session,
    () => listRuns(folder, options.folder !== undefined),
    (list) => runLines(list, session),
  );
  return 0;
}

/** What `crlc runs` prints: a line a run, and what can be done with one of them. */
export function runLines({ folder, items }: RunList, session: Session): string[] {
  if (items.length === 0) {
    return [
      `There is no run in ${folder}.`,
      "",
      ...nextLines([["crlc train crlc/digits", "train one"]], session),
    ];
  }
  const rows = items.map((item) => [
    relative(folder, item.run) || item.run,
    stateOf(item),
    score(item.score?.acc),
    score(item.score?.nmi),
    item.samples === undefined ? "" : count(item.samples),
    item.data === undefined ? "" : item.data.includes("/") ? basename(item.data) : item.data,
  ]);
  const columns = [
    { title: "run", shrink: "start" },
    { title: "state" },
    { title: "ACC", align: "right" },
    { title: "NMI", align: "right" },
    { title: "images", align: "right" },
    { title: "data" },
  ] as const;
  return [
    ...table(columns, rows, session.width, (text) => session.style("bold", text)),
    "",
    ...nextLines(nextOf(items), session),
  ];
}

function stateOf({ state, epoch, epochs }: RunItem): string {
  const underWay = state === "training" || state === "stopped";
  return underWay && epoch !== undefined ? `${state}, epoch ${epoch}/${epochs}` : state;
}

function nextOf(items: readonly RunItem[]): NextStep[] {
  const unscored = items.find(({ state, score }) => state === "finished" && score === undefined);
  const scored = items.find(({ score }) => score !== undefined);
  const steps: NextStep[] = [];
  if (unscored) {
    steps.push([`crlc eval ${shellLine([unscored.run])}`, "how good are its clusters?"]);
  }
  if (scored) steps.push([`crlc report ${shellLine([scored.run])}`, "a page to look at"]);
  return steps.length > 0 ? steps : [["crlc train --help", "how to go on with a run"]];
}
