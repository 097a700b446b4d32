import { benchData } from "../../machine/bench_data.ts";
import { cacheOf } from "../cache.ts";
import { folderOf } from "../process/variables.ts";
import { observe } from "../terminal/observer.ts";
import { benchDataLines } from "./lines/bench_data.ts";
import type { Session } from "../session.ts";

/** What `crlc bench data` is asked. */
export interface BenchDataOptions {
  readonly target: string;
  readonly set: readonly string[];
  readonly seconds: number;
  readonly workers: readonly number[];
  readonly data?: string;
  readonly plugins: readonly string[];
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Times the way of the images to the device and prints how fast they go. */
export async function runBenchData(options: BenchDataOptions, session: Session): Promise<number> {
  const { target, set, seconds, workers, data, plugins, json, quiet } = options;
  const observer = observe(session, quiet);
  try {
    const report = await benchData({
      target,
      overrides: { set },
      dataFolder: data ?? folderOf(session.io, "data"),
      cache: cacheOf(session.io),
      plugins,
      seconds,
      workers: workers.length > 0 ? workers : undefined,
    }, observer);
    observer.end();
    if (json) session.json(report);
    else for (const line of benchDataLines(report, session)) session.line(line);
    return 0;
  } finally {
    observer.end();
  }
}
