import { ok, rejects, strictEqual, throws } from "node:assert/strict";
import { BadImage } from "../../../datasets/images/bad_image.ts";
import { decodeImage } from "../../../datasets/images/decode.ts";
import { secondsPerImage, within } from "../../../datasets/images/time_limit.ts";
import { encodeAs, flat } from "./encode.ts";

Deno.test("within() waits for work that never ends no longer than it may", async () => {
  const began = performance.now();
  await rejects(within(0.05, new Promise(() => {})), (error) => {
    ok(error instanceof BadImage);
    return /^takes more than 0.05 s to decode: resize it, or allow more/.test(error.message);
  });
  ok(performance.now() - began < 5000);
  strictEqual(await within(5, Promise.resolve(7)), 7);
  // Work that is done, but not in time, on a thread that had no turn for its timer.
  const late = within(0.001, Promise.resolve(7));
  for (const until = performance.now() + 5; performance.now() < until;);
  await rejects(late, /takes more than 0.001 s/);
});

Deno.test("a file that takes too long is bad, whatever its format", async () => {
  for (const format of ["gif", "jpeg", "png"] as const) {
    const large = await encodeAs(format, 2000, 2000, flat(9, 99, 200));
    await rejects(decodeImage(large, { seconds: 0.0001 }), /BadImage: takes more than 0.0001 s/);
  }
});

Deno.test("20 seconds are the most, unless the environment says otherwise", () => {
  for (const nothing of [undefined, ""]) strictEqual(secondsPerImage(nothing), 20);
  strictEqual(secondsPerImage("90"), 90);
  for (const wrong of ["0", "-1", "soon", "1e9"]) {
    throws(() => secondsPerImage(wrong), /BAD_VARIABLE|must be/);
  }
});
