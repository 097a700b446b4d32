import { findOutliers, type Outliers } from "../../results/outliers.ts";
import { quoteCell } from "../../run/train/assignments.ts";
import type { OptionsOf } from "../command.ts";
import type { outliers } from "../commands/outliers.ts";
import { environmentOf } from "../environment.ts";
import type { Session } from "../session.ts";
import { count } from "../terminal/numbers.ts";
import { printableName } from "../terminal/printable.ts";
import { wrap } from "../terminal/wrap.ts";
import { plainPath, printList } from "./print_list.ts";

/** Finds the images of a run that are unlike all others and prints them. */
export async function runOutliers(
  options: OptionsOf<typeof outliers>,
  session: Session,
): Promise<number> {
  const environment = environmentOf(options, session.io);
  await printList(
    options,
    session,
    (observer) => findOutliers(options.run, environment, observer),
    {
      lines: (found) => outlierLines(found, session),
      paths: ({ outliers }) => outliers.map(({ path }) => path),
      csv: outliersCsv,
    },
  );
  return 0;
}

function outlierLines({ outliers, images, by }: Outliers, session: Session): string[] {
  const features = by === "encoder" ? "the encoder's features" : "the features that it has learned";
  return [
    ...outliers.map(({ path, cosine }) =>
      `${cosine === undefined ? "" : `${cosine.toFixed(4)}  `}${printableName(plainPath(path))}`
    ),
    ...outliers.length > 0 ? [""] : [],
    ...wrap(
      `${count(outliers.length)} of ${count(images)} images are unlike all others, by ${features}.`,
      session.width,
    ),
    ...outliers.some(({ cosine }) => cosine !== undefined)
      ? wrap(
        "The number is its mean cosine to its five nearest others, less where it is stranger.",
        session.width,
      )
      : [],
  ];
}

function outliersCsv({ outliers }: Outliers): string {
  const rows = outliers.map(({ path, cosine }) => `${quoteCell(path)},${cosine?.toFixed(4) ?? ""}`);
  return `${["image,cosine", ...rows].join("\n")}\n`;
}
