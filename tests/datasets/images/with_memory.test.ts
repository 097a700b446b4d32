import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { ROOM } from "../../../datasets/images/limits.ts";
import { withMemory } from "../../../datasets/images/with_memory.ts";

Deno.test("withMemory() does small images at once, and large ones alone", async () => {
  let now = 0, most = 0, rounds = 0, finished = false;
  const gates: (() => void)[] = [];
  const work = (megabytes: number) =>
    withMemory(megabytes * 1e6, async () => {
      most = Math.max(most, now += megabytes);
      await new Promise<void>((resolve) => gates.push(resolve));
      now -= megabytes;
      return megabytes;
    });
  const sizes = [700, 15, 700, 280, 15, 7];
  const all = Promise.all(sizes.map(work)).finally(() => finished = true);
  while (!finished) {
    if (gates.length > 0) rounds++;
    for (const open of gates.splice(0)) open();
    // Everything that can begin now begins, after the garbage was collected.
    await new Promise((resolve) => setTimeout(resolve));
  }
  deepStrictEqual(await all, sizes);
  ok(most <= ROOM / 1e6, `${most} MB at a time`);
  ok(rounds >= 3 && rounds <= sizes.length, `${rounds} rounds`);
});

Deno.test("withMemory() gives the room back when the work fails", async () => {
  await rejects(withMemory(ROOM, () => Promise.reject(new Error("no"))), /no/);
  strictEqual(await withMemory(ROOM, () => Promise.resolve(1)), 1);
});

Deno.test("withMemory() keeps the room of what goes on after the work, and no longer", async () => {
  const native = Promise.withResolvers<void>();
  await rejects(
    withMemory(ROOM, (keep) => {
      keep(native.promise);
      return Promise.reject(new Error("too late"));
    }),
    /too late/,
  );
  let begun = false;
  const next = withMemory(1, () => Promise.resolve(begun = true));
  await new Promise((resolve) => setTimeout(resolve));
  strictEqual(begun, false);
  native.reject(new Error("ended at last"));
  strictEqual(await next, true);
});
