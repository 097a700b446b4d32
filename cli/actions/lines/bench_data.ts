import type { BenchDataReport } from "../../../machine/bench_data_api.ts";
import type { Session } from "../../session.ts";
import { count, counted } from "../../terminal/numbers.ts";
import { type Column, table } from "../../terminal/table.ts";
import { wrap } from "../../terminal/wrap.ts";

/** What `crlc bench data` prints. */
export function benchDataLines(report: BenchDataReport, session: Session): string[] {
  const { recipe, stored, input, batchSize, views, cores, defaultWorkers } = report;
  const columns: Column[] = [
    { title: "part" },
    { title: "images/s", align: "right" },
    { title: "views/s", align: "right" },
    { title: "what is timed", shrink: "end" },
  ];
  const rows = [
    ["decode", count(report.decode.imagesPerSecond), "", "a JPEG of 500x375 to 256x256"],
    ["read", count(report.read.imagesPerSecond), "", "shuffled batches of the data set"],
    [
      "augment",
      count(report.augment.imagesPerSecond),
      count(report.augment.viewsPerSecond),
      "one thread",
    ],
    ...report.pipeline.map(({ workers, imagesPerSecond, viewsPerSecond }) => [
      "pipeline",
      count(imagesPerSecond),
      count(viewsPerSecond),
      counted(workers, "worker") + (workers === defaultWorkers ? ", as crlc train" : ""),
    ]),
  ];
  return [
    ...wrap(
      `${recipe}: images of ${stored[0]}x${stored[1]}, ${counted(views, "view")} of ` +
        `${input[0]}x${input[1]} each, ${batchSize} a batch, ${counted(cores, "core")}`,
      session.width,
    ),
    "",
    ...table(columns, rows, session.width, (text) => session.style("bold", text)),
  ];
}
