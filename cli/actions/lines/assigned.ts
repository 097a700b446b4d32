import type { Assigned } from "../../../results/assign.ts";
import type { Session } from "../../session.ts";
import { counted } from "../../terminal/numbers.ts";
import { table } from "../../terminal/table.ts";
import { wrap } from "../../terminal/wrap.ts";

/** What `crlc assign RUN PATH...` prints. */
export function assignedLines(assigned: Assigned, session: Session): string[] {
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
