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
  const { run, paths, format = "text", json } = options;
  const environment = environmentOf(options, session.io);
  await answer(
    options,
    session,
    async (observer) => {
      const assigned = await assignImages({ run, paths, environment }, observer);
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
    images.map(({ path, cluster, name, confidence, novelty }) => [
      String(cluster),
      ...(named ? [name] : []),
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
