/**
 * Trains for a thousand steps on xla and prints the mebibytes that the process holds at every
 * hundredth, once what it needs no more has been collected. Needs `--v8-flags=--expose-gc`.
 *
 * @module
 */
import { inFolder, listen, trainBlobs } from "../../run/training.ts";

const STEPS = 1000, STEPS_PER_EPOCH = 4;
const { gc } = globalThis as unknown as { gc(): void };

await inFolder(async (folder) => {
  const held: Record<number, number> = {};
  const observer = listen(({ step }) => {
    if (step % 100 !== 0) return;
    gc();
    held[step] = Deno.memoryUsage().rss / 2 ** 20;
  });
  const overrides = {
    set: ['backbone={"widths":[4,8],"blocks":[1,1],"stem":"cifar"}'],
    epochs: STEPS / STEPS_PER_EPOCH,
  };
  await trainBlobs({ run: `${folder}/run`, overrides, backend: "xla", observer });
  console.log(JSON.stringify(held));
});
// the library's threads would keep the process alive
Deno.exit(0);
