import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { profileOf } from "../../machine/bench_profile.ts";

const kernel = { calls: 4, flops: 0, bytes: 8e6, jobs: [] };

Deno.test("the shares of a profile sum to the step, and the parts of memory to the process", () => {
  const profile = profileOf({
    profile: {
      kernels: [
        { ...kernel, name: "Add", milliseconds: 10, waited: 0 },
        {
          ...{ ...kernel, name: "CrlcDense", milliseconds: 60, waited: 6, flops: 3e9 },
          jobs: [{ name: "matMul", calls: 2, milliseconds: 50, waited: 6 }],
        },
      ],
      allocations: { calls: 20, bytes: 1000 },
      threads: [50, 25],
      memory: { tensors: 700, scratch: 100, reserved: 900 },
    },
    ...{ steps: 2, milliseconds: 100, unwatched: 40, state: 300, batch: 50 },
    ...{ pixels: 70, views: 30, opened: { now: 100, peak: 100, javascript: 40 } },
    process: { now: 1500, peak: 2000, javascript: 600 },
  });
  strictEqual(profile.millisecondsPerStep, 50);
  strictEqual(profile.overhead, 0.25);
  deepStrictEqual(profile.kernels.map(({ name, share }) => [name, share]), [
    ["CrlcDense", 0.6],
    ["Add", 0.1],
  ]);
  deepStrictEqual(profile.javascript, { milliseconds: 15, share: 0.3 });
  const [dense, add] = profile.kernels;
  strictEqual(dense.flopsPerSecond, 3e9 / 0.06);
  strictEqual(add.flopsPerSecond, undefined);
  strictEqual(add.bytesPerSecond, 8e6 / 0.01);
  deepStrictEqual(dense.jobs, [
    { name: "matMul", calls: 1, milliseconds: 25, waitedMilliseconds: 3 },
  ]);
  deepStrictEqual(profile.threads, [0.5, 0.25]);
  const parts = Object.values(profile.memory);
  strictEqual(parts.reduce((sum, part) => sum + part), 2000);
  deepStrictEqual(parts, [70, 30, 300, 50, 250, 100, 200, 500, 500]);
});

Deno.test("where the backend tells nothing of memory, what the process has grown by is its own", () => {
  const { memory, allocations } = profileOf({
    profile: { kernels: [{ ...kernel, name: "step", milliseconds: 1, waited: 0 }], threads: [] },
    ...{ steps: 1, milliseconds: 1, unwatched: 1, state: 300, batch: 50, pixels: 70, views: 30 },
    opened: { now: 400, peak: 450, javascript: 100 },
    process: { now: 1500, peak: 2000, javascript: 600 },
  });
  strictEqual(allocations, undefined);
  // 2000 less 400 from before, 500 of JavaScript, and 350 that is known
  deepStrictEqual(Object.values(memory), [70, 30, 300, 50, 750, 0, 0, 500, 300]);
});
