import { EXIT_CODES } from "../../core/errors.ts";
import { bench } from "../../machine/bench.ts";
import type { BenchRequest } from "../../machine/bench_api.ts";
import { numberOf } from "../process/variables.ts";
import { observe } from "../terminal/observer.ts";
import { benchLines } from "./lines/bench.ts";
import type { Session } from "../session.ts";

/** What `crlc bench` is asked. */
export interface BenchOptions extends BenchRequest {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Times a training step on every backend and prints how fast it goes. */
export async function runBench(options: BenchOptions, session: Session): Promise<number> {
  const { json, quiet, ...request } = options;
  const threads = request.threads ?? numberOf(session.io, "CRLC_THREADS");
  const observer = observe(session, quiet);
  try {
    const report = await bench({ ...request, threads }, observer);
    observer.end();
    if (json) {
      session.json(report);
    } else {
      for (const line of benchLines(report, session)) session.line(line);
    }
    return report.results.length > 0 ? 0 : EXIT_CODES.backend;
  } finally {
    observer.end();
  }
}
