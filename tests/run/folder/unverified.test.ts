import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { mnist } from "../../../datasets/mnist/mnist.ts";
import { openManifest } from "../../../run/folder/run_folder.ts";
import { train } from "../../../run/train/train.ts";
import { idxFiles } from "../../datasets/mnist/idx_files.ts";
import { inFolder, listen } from "../training.ts";

Deno.test("a run records the archives of its images, and whether they were the official ones", () =>
  inFolder(async (folder) => {
    const dataFolder = join(folder, "data"), given = join(folder, "in");
    await Deno.mkdir(given);
    for (const [name, data] of Object.entries(await idxFiles())) {
      await Deno.writeFile(join(given, name), data);
    }
    await mnist.import!([given], join(dataFolder, "mnist"), { unverified: true });
    const run = join(folder, "run");
    await train(
      {
        target: "crlc/digits",
        overrides: {
          dataset: "mnist",
          clusters: 3,
          epochs: 1,
          set: ["batchSize=6", "input.size=[28,28]"],
        },
        environment: { dataFolder, backend: "wasm", threads: 1, plugins: [] },
        run,
        runsFolder: folder,
      },
      listen(),
      new AbortController().signal,
    );
    const { data } = await openManifest(run);
    strictEqual(data.archives?.length, 4);
    deepStrictEqual(data.archives.map(({ verified }) => verified), [false, false, false, false]);
  }));
