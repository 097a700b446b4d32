import { parseArgs } from "node:util";
import { seedsOf } from "../../cli/actions/sweep.ts";
import type { Conditions } from "./job.ts";

/** What `tools/results.ts` may be told. */
export interface Options extends Conditions {
  readonly sets: string[];
  readonly seeds: number[];
  /** Strategies, or recipes by their names; all where there are none. */
  readonly only: string[];
}

export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      sets: { type: "string", default: "digits,shapes,cifar10-tiny" },
      seeds: { type: "string", default: "0-2" },
      only: { type: "string", default: "" },
      runs: { type: "string", default: "runs/results" },
      backend: { type: "string", default: "wasm" },
      threads: { type: "string", default: "1" },
      parallel: { type: "string", default: "2" },
      "only-done": { type: "boolean", default: false },
    },
  });
  return {
    sets: values.sets.split(","),
    seeds: seedsOf(values.seeds),
    only: values.only.split(",").filter((name) => name !== ""),
    folder: values.runs,
    backend: values.backend,
    threads: Number(values.threads),
    parallel: Number(values.parallel),
    onlyDone: values["only-done"],
  };
}
