import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { withRoom } from "../../../datasets/images/with_room.ts";

Deno.test("withRoom() does small images at once, and large ones alone", async () => {
  let now = 0, most = 0;
  const gates: (() => void)[] = [];
  const work = (pixels: number) =>
    withRoom(pixels, async () => {
      most = Math.max(most, now += pixels);
      await new Promise<void>((resolve) => gates.push(resolve));
      now -= pixels;
      return pixels;
    });
  const all = Promise.all([100, 2, 100, 40, 2, 1].map((megapixels) => work(megapixels * 1e6)));
  let rounds = 0;
  while (gates.length > 0) {
    rounds++;
    for (const open of gates.splice(0)) open();
    // Everything that can begin now begins.
    for (let i = 0; i < 20; i++) await Promise.resolve();
  }
  deepStrictEqual(await all, [100e6, 2e6, 100e6, 40e6, 2e6, 1e6]);
  strictEqual(most, 100e6);
  ok(rounds >= 3 && rounds < 6);
});

Deno.test("withRoom() gives the room back when the work fails", async () => {
  await rejects(withRoom(100e6, () => Promise.reject(new Error("no"))), /no/);
  strictEqual(await withRoom(100e6, () => Promise.resolve(1)), 1);
});
