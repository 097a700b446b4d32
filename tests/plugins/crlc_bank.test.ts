import { deepStrictEqual, ok } from "node:assert/strict";
import type { EpochReport } from "../../run/api.ts";
import { train } from "../../run/train/train.ts";
import { inFolder, listen } from "../run/training.ts";

Deno.test("the representation of crlc-bank/digits learns with the paper's lambda2, on 400 images", async () => {
  await inFolder(async (run) => {
    const bounds: number[] = [], observer = listen();
    const epoch = ({ terms }: EpochReport) => void bounds.push(terms.featureInformation as number);
    const smaller = ["dataset.first=400", "batchSize=64", "bankNegatives=200", "subHeads=1"];
    await train(
      {
        target: "crlc-bank/digits",
        overrides: { epochs: 18, seed: 1, set: [...smaller, "schedule.warmup=60", "lambda2=10"] },
        environment: { dataFolder: run, backend: "wasm", threads: 1, plugins: [] },
        run,
        runsFolder: run,
      },
      { ...observer, epoch },
      new AbortController().signal,
    );
    // With feature rows that start in random directions: -4.1 and 0.9.
    ok(Math.min(...bounds) > -1, `the bound falls to ${Math.min(...bounds)}`);
    ok(bounds.at(-1)! > 1, `the bound ends at ${bounds.at(-1)}`);
    deepStrictEqual(observer.warnings, []);
  });
});
