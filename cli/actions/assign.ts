import { dirname, isAbsolute, join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { parseList, readList, requirePaths } from "../../core/read_list.ts";
import { readInput } from "./taken_list.ts";
import { type Assigned, assignedCsv, assignImages } from "../../results/assign.ts";
import { answer } from "../answer.ts";
import type { OptionsOf } from "../command.ts";
import type { assign } from "../commands/assign.ts";
import { environmentOf } from "../environment.ts";
import type { Session } from "../session.ts";
import { counted } from "../terminal/numbers.ts";
import { table } from "../terminal/table.ts";
import { wrap } from "../terminal/wrap.ts";

/** Puts new images into clusters and prints where they belong. */
export async function runAssign(
  options: OptionsOf<typeof assign>,
  session: Session,
): Promise<number> {
  const { run, paths, list, format = "text", json } = options;
  if (paths.length === 0 && list === undefined) {
    throw new CrlcError(
      "usage",
      "BAD_USAGE",
      "Cannot assign images: PATH must be given, and is missing",
      {
        hint: "name image files and folders, or --list FILE",
      },
    );
  }
  const listed = list === undefined ? undefined : await listedPaths(list, session);
  const environment = environmentOf(options, session.io);
  await answer(
    options,
    session,
    async (observer) => {
      const assigned = await assignImages({ run, paths, listed, environment }, observer);
      for (const { path, reason } of json ? [] : assigned.quarantined) {
        observer.warn(`${path} ${reason}`);
      }
      return assigned;
    },
    (assigned) => {
      if (format === "csv") return [assignedCsv(assigned).trimEnd()];
      if (format === "jsonl") return assigned.images.map((image) => JSON.stringify(image));
      return assignedLines(assigned, session);
    },
  );
  return 0;
}

/** The files that a list names. */
async function listedPaths(typed: string, session: Session): Promise<string[]> {
  if (typed === "-") {
    return [...requirePaths(parseList(await readInput(session)), "of standard input").paths];
  }
  const base = dirname(typed);
  return (await readList(typed)).paths.map((path) => isAbsolute(path) ? path : join(base, path));
}

function assignedLines(assigned: Assigned, session: Session): string[] {
  const { images, quarantined, noveltyMeans } = assigned;
  const named = images.some(({ name }) => name !== undefined);
  const lines = table(
    [
      { title: "cluster", align: "right" },
      ...(named ? [{ title: "name" }] : []),
      { title: "confidence", align: "right" },
      { title: "novelty", align: "right" },
      { title: "image", shrink: "end" },
    ],
    images.map(({ path, cluster, name, confidence, novelty, moved }) => [
      String(cluster),
      ...(named ? [moved ? `${name} (moved)` : name] : []),
      confidence.toFixed(3),
      novelty.toFixed(3),
      path,
    ]),
    session.width,
    (text) => session.style("bold", text),
  );
  const left = quarantined.length === 0 ? "" : `; ${counted(quarantined.length, "file")} left out`;
  return [
    ...lines,
    "",
    `${counted(images.length, "image")} assigned by head ${assigned.head}${left}.`,
    ...wrap(`novelty: ${noveltyMeans}.`, session.width).map((line) => session.style("dim", line)),
  ];
}
