import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { defaultWorkers } from "@crlc/crlc/pipeline";
import { benchData } from "../../machine/bench_data.ts";

const told: [number, number][] = [];
const observer = {
  note() {},
  warn() {},
  progress: (_what: string, done: number, total: number) => void told.push([done, total]),
};
const request = {
  target: "crlc/digits",
  overrides: { set: [] },
  dataFolder: "",
  plugins: [],
  seconds: 0.05,
  workers: [0, 2],
};

Deno.test("benchData() times every part of a recipe's way to the device", async () => {
  const report = await benchData(request, observer);
  deepStrictEqual([report.recipe, report.dataset], ["crlc/digits", "digits"]);
  deepStrictEqual([report.stored, report.input], [[8, 8, 1], [8, 8, 1]]);
  deepStrictEqual([report.batchSize, report.views], [128, 2]);
  strictEqual(report.defaultWorkers, defaultWorkers());
  deepStrictEqual(report.pipeline.map(({ workers }) => workers), [0, 2]);
  for (const { imagesPerSecond, viewsPerSecond } of [report.augment, ...report.pipeline]) {
    ok(imagesPerSecond > 0 && Number.isFinite(imagesPerSecond));
    strictEqual(viewsPerSecond, 2 * imagesPerSecond);
  }
  ok(report.decode.imagesPerSecond > 0 && report.read.imagesPerSecond > 0);
  deepStrictEqual(told, [1, 2, 3, 4, 5].map((done) => [done, 5]));
});

Deno.test("benchData() refuses a batch of more images than there are", async () => {
  const overrides = { set: ["batchSize=1798"] };
  await rejects(benchData({ ...request, overrides }, observer), { code: "BATCH_TOO_LARGE" });
});
