import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { tf } from "../../../backends/tf.ts";
import type { TrainingBackend } from "../../../backends/wasm/runtime.ts";
import { call } from "../../cli/call.ts";
import { inFolder, lastCheckpoint, listen, PLUGINS, trainBlobs } from "../training.ts";
import { trainSmall } from "./small_run.ts";

/** A backend that is crlc's wasm until its fifth step, when its device is lost. */
const failing = (thrown: string) => `
import { backends } from "@crlc/crlc/backends";
const wasm = await backends.get("wasm");
export default { backends: [{
  name: "failing", about: "fails", apiVersion: 1,
  probe: () => wasm.probe(),
  async open(options) {
    const backend = await wasm.open(options);
    let steps = 0;
    return {
      name: "failing", device: "lost", threads: 1, precision: "float32",
      compile(step) {
        const run = backend.compile(step);
        return async (input) => {
          const output = await run(input);
          if (++steps === 5) throw ${thrown};
          return output;
        };
      },
      [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose](),
    };
  },
}] };
`;

Deno.test("a device that is lost in the middle is told as such; the run goes on from its checkpoint", () =>
  inFolder(async (folder) => {
    const straight = join(folder, "straight"), run = join(folder, "run");
    await trainBlobs({ run: straight });
    await trainBlobs({ run, stopAfter: 2 });
    const saved = await lastCheckpoint(run);
    for (const thrown of [`new Error("the device was lost")`, "new TypeError('device is null')"]) {
      const plugin = join(folder, `failing${thrown.length}.ts`);
      await Deno.writeTextFile(plugin, failing(thrown));
      const args = ["train", "blobs", "--epochs", "2", "--plugin", PLUGINS.blobs];
      const more = ["--plugin", plugin, "--backend", "failing", "--run", run];
      const { code, stderr } = await call([...args, ...more]);
      strictEqual(code, 5, stderr);
      match(stderr, /Cannot go on: backend "failing" must compute, and fails: .*device/);
      match(stderr, /the checkpoint of step 2 is whole, and this goes on from there: crlc train /);
      deepStrictEqual(await lastCheckpoint(run), saved);
    }
    strictEqual((await trainBlobs({ run })).status, "finished");
    deepStrictEqual(await lastCheckpoint(run), await lastCheckpoint(straight));
  }));

Deno.test("a batch for which the heap has no room is refused with one for which it has", () =>
  inFolder(async (folder) => {
    const args = [
      ...["train", "crlc/shapes", "--backend", "wasm", "--run", join(folder, "run")],
      ...["--set", "batchSize=1024"],
      ...["--set", 'backbone={"widths":[256],"blocks":[2],"stem":"cifar"}'],
    ];
    for (const more of [[], ["--dry-run"]]) {
      const { code, stderr } = await call([...args, ...more]);
      strictEqual(code, 7, stderr);
      match(stderr, /Cannot take a step with \d+ images .* \[OUT_OF_MEMORY\]/);
      match(stderr, /choose a batch size of (\d+) or less \(train: --set batchSize=\1;/);
      // What cannot be timed is reckoned.
      const reckoned = /^By arithmetic this takes about .* on 2 cores \([\d,]+ steps\)\.$/m;
      strictEqual(reckoned.test(stderr), more.length > 0, stderr);
    }
  }));

/** Takes half a gigabyte of the heap for good. */
const leak = () => (tf.backend() as TrainingBackend).makeOutput([2 ** 27], "float32");

Deno.test("a heap that is exhausted in the middle is a typed error, and the checkpoint is whole", () =>
  inFolder(async (folder) => {
    const straight = join(folder, "straight"), run = join(folder, "run");
    await trainSmall({ run: straight, epochs: 8 });
    let steps = 0;
    const observer = listen(({ step }) => {
      steps = step;
      leak();
    });
    await rejects(trainSmall({ run, epochs: 8, observer }), (error) => {
      const { kind, code, message } = error as { kind: string; code: string; message: string };
      deepStrictEqual([kind, code], ["resource", "OUT_OF_MEMORY"], message);
      return true;
    });
    ok(steps > 0 && steps < 16, `${steps}`);
    strictEqual((await trainSmall({ run, epochs: 8 })).status, "finished");
    deepStrictEqual(await lastCheckpoint(run), await lastCheckpoint(straight));
  }));
