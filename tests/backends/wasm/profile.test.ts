import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { ops } from "../../../backends/ops.ts";
import type { Profile } from "../../../backends/profile.ts";
import { tf } from "../../../backends/tf.ts";
import { openWasm } from "../../../backends/wasm/open.ts";
import { learn, start } from "../../../contracts/backend/small_training.ts";

Deno.test("a profile has every kernel once, its operations and its bytes", async () => {
  await using backend = await openWasm({ threads: 1 });
  const a = tf.ones([2, 3, 5]), b = tf.ones([2, 5, 7]), x = tf.ones<tf.Rank.R4>([1, 4, 4, 2]);
  const filter = tf.ones<tf.Rank.R4>([3, 3, 2, 8]);
  const profiler = backend.profile!();
  tf.matMul(a, b);
  tf.matMul(a, b);
  ops.conv2d(x, filter, { stride: 1, padding: 1 });
  tf.add(x, x);
  const { kernels, allocations, memory } = profiler.end() as Required<Profile>;
  const rows = kernels.map(({ name, calls, flops, bytes }) => [name, calls, flops, bytes]);
  deepStrictEqual(rows, [
    ["BatchMatMul", 2, 2 * 2 * (2 * 3 * 5 * 7), 2 * 4 * (30 + 70 + 42)],
    ["CrlcConv2D", 1, 2 * 16 * 9 * 2 * 8, 4 * (32 + 144 + 128)],
    ["Add", 1, 0, 4 * 3 * 32],
  ]);
  deepStrictEqual(kernels[1].jobs.map(({ name, calls }) => [name, calls]), [
    ["packMatrix", 1],
    ["convForward", 1],
  ]);
  ok(allocations.calls >= 4 && allocations.bytes >= 4 * (42 + 42 + 128 + 32));
  ok(memory.tensors >= allocations.bytes && memory.tensors <= memory.reserved);
});

Deno.test("a profile's kernels and threads take no longer than the steps it saw", async () => {
  await using backend = await openWasm({ threads: 2 });
  const compiled = backend.compile(learn), input = start();
  await compiled(input);
  const began = performance.now(), profiler = backend.profile!();
  for (let i = 0; i < 20; i++) tf.dispose((await compiled(input)).weights);
  const { kernels, threads } = profiler.end(), whole = performance.now() - began;
  const total = kernels.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  ok(total > 0 && total <= whole, `${total} of ${whole}`);
  strictEqual(threads.length, 2);
  for (const busy of threads) ok(busy >= 0 && busy <= whole, `${threads} of ${whole}`);
  for (const { milliseconds, waited, jobs } of kernels) {
    const inJobs = jobs.reduce((sum, job) => sum + job.milliseconds, 0);
    ok(
      waited <= inJobs && inJobs <= milliseconds + 1e-6,
      JSON.stringify({ milliseconds, waited, jobs }),
    );
  }
  // it has ended: what comes now is counted nowhere
  const seen = JSON.stringify(kernels);
  await compiled(input);
  strictEqual(JSON.stringify(kernels), seen);
});
