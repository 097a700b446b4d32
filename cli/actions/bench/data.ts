import { benchData } from "../../../machine/bench_data.ts";
import type { BenchDataReport } from "../../../machine/bench_data_api.ts";
import { answer } from "../../answer.ts";
import { cacheOf } from "../../cache.ts";
import type { OptionsOf } from "../../command.ts";
import type { benchData as command } from "../../commands/bench/data.ts";
import { folderIfKnown } from "../../process/variables.ts";
import type { Session } from "../../session.ts";
import { count, counted } from "../../terminal/numbers.ts";
import { type Column, table } from "../../terminal/table.ts";
import { wrap } from "../../terminal/wrap.ts";

/** Times the way of the images to the device and prints how fast they go. */
export async function runBenchData(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { target, set, seconds, workers, data, plugins } = options;
  const request = {
    target,
    overrides: { set },
    dataFolder: data ?? folderIfKnown(session.io, "data"),
    cache: cacheOf(session.io),
    plugins,
    seconds,
    workers: workers.length > 0 ? workers : undefined,
  };
  await answer(
    options,
    session,
    (observer) => benchData(request, observer),
    (report) => benchDataLines(report, session),
  );
  return 0;
}

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
