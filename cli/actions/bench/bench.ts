import { EXIT_CODES } from "../../../core/errors.ts";
import { bench } from "../../../machine/bench.ts";
import type { BenchReport } from "../../../machine/bench_api.ts";
import { answer } from "../../answer.ts";
import type { OptionsOf } from "../../command.ts";
import type { bench as command } from "../../commands/bench/bench.ts";
import { numberOf } from "../../process/variables.ts";
import { asTyped, type Session } from "../../session.ts";
import { brief, bytes, count, counted } from "../../terminal/numbers.ts";
import { type Column, table } from "../../terminal/table.ts";
import { wrap } from "../../terminal/wrap.ts";
import { profileLines } from "./bench_profile.ts";

/** Times a training step on every backend and prints how fast it goes. */
export async function runBench(
  options: OptionsOf<typeof command>,
  session: Session,
): Promise<number> {
  const { json: _json, quiet: _quiet, verbose: _verbose, ...request } = options;
  const threads = request.threads ?? numberOf(session.io, "CRLC_THREADS");
  const { results } = await answer(
    options,
    session,
    (observer) => bench({ ...request, threads }, observer),
    (report) => benchLines(report, session),
  );
  return results.length > 0 ? 0 : EXIT_CODES.backend;
}

/** What `crlc bench` prints. */
export function benchLines({ step, results, skipped }: BenchReport, session: Session): string[] {
  const { architecture, width, batch, size, steps, strategy } = step;
  const what = strategy === undefined ? "backbone, head and NT-Xent" : `strategy ${strategy}`;
  const heading = (text: string) => session.style("bold", text);
  const columns: Column[] = [
    { title: "backend" },
    { title: "images/s", align: "right" },
    { title: "ms/step", align: "right" },
    { title: "memory", align: "right" },
    { title: "threads", align: "right" },
    { title: "numbers" },
    { title: "device", shrink: "start" },
  ];
  const rows = results.map((result) => [
    result.backend,
    brief(result.imagesPerSecond),
    brief(result.millisecondsPerStep),
    bytes(result.peakMemoryBytes),
    String(result.threads),
    result.precision,
    result.device,
  ]);
  const fastest = results.toSorted((a, b) => b.imagesPerSecond - a.imagesPerSecond)[0];
  return [
    ...wrap(
      `${architecture}, width ${width}, ${what}: ${
        counted(batch, "view")
      } of ${size}x${size} a step, ` +
        `forward and backward, ${counted(steps, "step")}`,
      session.width,
    ),
    "",
    ...table(columns, rows, session.width, heading),
    ...skipped.flatMap(({ backend, reason }) =>
      wrap(`${backend} was not timed: ${reason}`, session.width)
    ),
    ...results.flatMap((result) => result.profile ? profileLines(result, session) : []),
    ...(fastest === undefined ? [] : [
      "",
      asTyped(
        `Fastest here: ${fastest.backend}, ${count(fastest.imagesPerSecond)} images/s; ` +
          `crlc train RECIPE --backend ${fastest.backend}`,
        session,
      ),
    ]),
  ];
}
