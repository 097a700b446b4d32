import { join } from "node:path";
import {
  deepStrictEqual,
  notDeepStrictEqual,
  ok,
  rejects,
  strictEqual,
  throws,
} from "node:assert/strict";
import { backends } from "@crlc/crlc/backends";
import { augment, DEVICE_NUMBERS, tf } from "@crlc/crlc/nn";
import { createViews, parseAugmentation } from "@crlc/crlc/pipeline";
import { deviceViews } from "../../../run/train/device_augment.ts";
import { inFolder, lastCheckpoint, trainBlobs } from "../training.ts";
import type { Task } from "../../../run/recipe/task.ts";
import type { TrainStage } from "../../../plugins/strategy.ts";
import { testImage } from "../../pipeline/render_one.ts";

/** Largest difference of a value in [0, 1]: places of pixels are in single precision on the device. */
const TOLERANCE = 2e-5;

const simclr = [{ step: "crop" }, { step: "flip" }, { step: "jitter", p: 1 }, { step: "grey" }];
const sets: Record<string, unknown[]> = {
  "the SimCLR set": simclr,
  "no step at all": [],
  "flip alone": [{ step: "flip" }],
  "a resize and colours": [{ step: "resize" }, { step: "jitter", p: 1, hue: 0.5 }],
  "colours in fixed order": [{ step: "jitter", p: 1, order: "fixed" }, { step: "grey", p: 1 }],
};

/** A task and a stage of one view, as far as views depend on them. */
function setup(steps: unknown[], channels: number, output: readonly [number, number], seed = 3) {
  const normalise = {
    mean: [0.4, 0.5, 0.6].slice(0, channels),
    std: [0.2, 0.25, 0.3].slice(0, channels),
  };
  const augmentation = parseAugmentation(steps);
  const task = {
    recipe: { seed, input: { augment: { simclr: augmentation } } },
    normalise,
    input: [...output, channels],
  } as unknown as Task;
  const stage = { views: [{ from: "self", augment: "simclr" }] } as unknown as TrainStage;
  return { task, stage, augmentation, normalise, seed };
}

for (const [name, steps] of Object.entries(sets)) {
  for (const channels of [1, 3]) {
    Deno.test(`the device makes of the same draws the views that the host makes, of ${channels} channels: ${name}`, async () => {
      await using _backend = await (await backends.get("wasm")).open({ threads: 1 });
      const sizes = steps.some((step) =>
          ["crop", "resize"].includes((step as { step: string }).step)
        )
        ? [[32, 32, 32, 32], [9, 14, 7, 5], [30, 21, 11, 16]]
        : [[32, 32, 32, 32], [7, 5, 7, 5]];
      for (const [height, width, outHeight, outWidth] of sizes) {
        const { task, stage, augmentation, normalise, seed } = setup(
          steps,
          channels,
          [outHeight, outWidth],
        );
        const source = { height, width }, output = { height: outHeight, width: outWidth };
        const n = 24, { bytes } = testImage(n * height, width, channels);
        const indices = Uint32Array.from({ length: n }, (_, i) => 7 * i);
        const passes = Uint32Array.from({ length: n }, (_, i) => i % 5);
        const host = new Float32Array(n * outHeight * outWidth * channels);
        createViews({ source, output, channels, augmentation, normalise, seed })(
          bytes,
          indices,
          passes,
          1,
          host,
        );
        const [{ views, draw }] = deviceViews(task, stage, source);
        const device = tf.tidy(() =>
          augment(
            tf.tensor4d(Float32Array.from(bytes, (x) => x / 255), [n, height, width, channels]),
            tf.tensor2d(draw(indices, passes, 1), [n, DEVICE_NUMBERS]),
            views,
          )
        );
        deepStrictEqual(device.shape, [n, outHeight, outWidth, channels]);
        const made = await device.data<"float32">();
        device.dispose();
        const largest = made.reduce(
          (most, x, i) => Math.max(most, Math.abs(x - host[i]) * normalise.std[i % channels]),
          0,
        );
        ok(largest <= TOLERANCE, `${height}x${width}: largest difference ${largest}`);
      }
    });
  }
}

for (
  const [steps, what] of [
    [[{ step: "affine" }], /"affine"$/],
    [[{ step: "crop" }, { step: "blur" }], /"blur"$/],
    [[{ step: "grey" }, { step: "jitter" }], /"jitter"$/],
    [[{ step: "resize", short: 9 }], /"resize" with "short"/],
  ] as const
) {
  Deno.test(`deviceViews() refuses ${steps.map(({ step }) => step).join(" and ")}, and says what has it`, () => {
    const { task, stage } = setup([...steps], 3, [8, 8]);
    throws(() => deviceViews(task, stage, { height: 8, width: 8 }), {
      code: "AUGMENT_NOT_ON_DEVICE",
      message: what,
      hint: /--augment host/,
    });
  });
}

const colours = {
  epochs: 2,
  set: [
    'input.augment.simclr=[{"step":"crop"},{"step":"flip"},{"step":"jitter"},{"step":"grey"}]',
  ],
};

/** The loss of each epoch. */
async function losses(run: string): Promise<number[]> {
  const lines = (await Deno.readTextFile(join(run, "metrics.jsonl"))).trim().split("\n");
  return lines.map((line) => JSON.parse(line).terms.loss);
}

Deno.test("training with views of the device follows training with views of the host", () =>
  inFolder(async (folder) => {
    const host = join(folder, "host"), device = join(folder, "device");
    await trainBlobs({ run: host, overrides: colours });
    await trainBlobs({ run: device, overrides: colours, augment: "device" });
    const a = await losses(host), b = await losses(device);
    strictEqual(b.length, 2);
    a.forEach((loss, i) => ok(Math.abs(loss - b[i]) < 0.02 * Math.abs(loss), `${a} and ${b}`));
    // The session says how it was; a host's says nothing.
    const sessions = async (run: string) =>
      JSON.parse(await Deno.readTextFile(join(run, "recipe.json"))).sessions;
    deepStrictEqual((await sessions(device))[0].augment, "device");
    deepStrictEqual((await sessions(host))[0].augment, undefined);
    notDeepStrictEqual(await lastCheckpoint(device), await lastCheckpoint(host));
  }));

Deno.test("training with views of the device goes on to the same bytes", () =>
  inFolder(async (folder) => {
    const straight = join(folder, "straight"), stopped = join(folder, "stopped");
    await trainBlobs({ run: straight, overrides: colours, augment: "device" });
    await trainBlobs({ run: stopped, overrides: colours, augment: "device", stopAfter: 5 });
    await trainBlobs({ run: stopped, overrides: colours, augment: "device" });
    deepStrictEqual(await lastCheckpoint(stopped), await lastCheckpoint(straight));
  }));

Deno.test("what the device cannot make is refused before a run folder is made", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run");
    await rejects(trainBlobs({ run, augment: "device" }), {
      code: "AUGMENT_NOT_ON_DEVICE",
      exitCode: 2,
    });
    await rejects(Deno.stat(run), Deno.errors.NotFound);
  }));
