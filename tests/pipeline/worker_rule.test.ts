import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { createWorkerRule } from "@crlc/crlc/pipeline";
import { startViewWorkers } from "../../pipeline/view_workers.ts";

/** How many workers there are after 300 steps of 100 ms, if `share` of each is waited. */
function workersAfter(first: number, most: number, share: (workers: number) => number): number {
  const oneMore = createWorkerRule(first, most);
  let workers = first;
  for (let step = 0; step < 300; step++) if (oneMore(100 * share(workers), 100)) workers++;
  return workers;
}

Deno.test("createWorkerRule() adds workers until waiting is bearable", () => {
  strictEqual(workersAfter(1, 8, (workers) => workers < 4 ? 1 - workers / 4 : 0.02), 4);
});

Deno.test("createWorkerRule() adds none where nothing is waited for", () => {
  strictEqual(workersAfter(1, 8, () => 0.03), 1);
});

Deno.test("createWorkerRule() never goes beyond the most", () => {
  strictEqual(workersAfter(1, 3, (workers) => 0.9 ** workers * 0.9 ** workers), 3);
  strictEqual(workersAfter(1, 1, () => 1), 1);
  strictEqual(workersAfter(1, 0, () => 1), 1);
});

Deno.test("createWorkerRule() stops where one more worker was of no use", () => {
  strictEqual(workersAfter(1, 8, () => 0.5), 2);
});

Deno.test("createWorkerRule() leaves the first batches out, for which workers start", () => {
  const oneMore = createWorkerRule(1, 2);
  for (let step = 0; step < 40; step++) strictEqual(oneMore(step < 4 ? 1e6 : 1, 100), false);
});

Deno.test("a worker that is added later makes the same views", async () => {
  const size = { height: 2, width: 2 };
  const views = [{
    source: size,
    output: size,
    channels: 1,
    augmentation: [],
    normalise: null,
    seed: 0,
  }];
  using workers = startViewWorkers(1, views);
  const job = () => ({
    images: [new Uint8Array(4).fill(51)],
    indices: new Uint32Array(1),
    passes: new Uint32Array(1),
  });
  const before = [workers.run(job()), workers.run(job())];
  workers.add();
  const after = [workers.run(job()), workers.run(job())];
  for (const made of await Promise.all([...before, ...after])) {
    deepStrictEqual(made, [new Float32Array(4).fill(0.2)]);
  }
});
