import type { Observer } from "./api.ts";
import type { BenchReport, BenchRequest } from "./bench_api.ts";

/** Times a training step on each backend. Not written yet: the command is not in the table. */
export function bench(_request: BenchRequest, _observer: Observer): Promise<BenchReport> {
  throw new Error("run/bench.ts is not written yet");
}
