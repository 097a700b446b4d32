import { parseArgs } from "node:util";
import type { Conditions } from "./job.ts";

/** What `tools/results.ts` and `tools/directions.ts` may be told. */
export function readOptions(): Conditions & { readonly sets: string[]; readonly seeds: number[] } {
  const { values } = parseArgs({
    options: {
      sets: { type: "string", default: "digits,shapes,cifar10-tiny" },
      seeds: { type: "string", default: "3" },
      runs: { type: "string", default: "runs/results" },
      backend: { type: "string", default: "wasm" },
      threads: { type: "string", default: "1" },
      parallel: { type: "string", default: "2" },
      "only-done": { type: "boolean", default: false },
    },
  });
  return {
    sets: values.sets.split(","),
    seeds: Array.from({ length: Number(values.seeds) }, (_, seed) => seed),
    folder: values.runs,
    backend: values.backend,
    threads: Number(values.threads),
    parallel: Number(values.parallel),
    onlyDone: values["only-done"],
  };
}
