import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { lock } from "../../../parts/install/lock.ts";
import { readSource } from "../../../datasets/archive/source.ts";
import { cifar10 } from "../../../datasets/cifar/cifar10.ts";
import { verifyRun } from "../../../results/verify.ts";
import { gzipped, packed } from "../../datasets/archive/pack.ts";
import { layout } from "../../datasets/cifar/layout.ts";
import { inFolder, lastCheckpoint, PLUGINS, trainBlobs } from "../training.ts";

/** Runs the command line in so many processes at once. */
function atOnce(count: number, args: readonly string[], env: Record<string, string> = {}) {
  return Promise.all(Array.from({ length: count }, async () => {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "cli/main.ts", ...args],
      stdin: "null",
      env,
    }).output();
    return { code, stderr: new TextDecoder().decode(stderr) };
  }));
}

Deno.test("processes that train in one run folder: one does, the others say so, nothing is damaged", () =>
  inFolder(async (folder) => {
    const straight = join(folder, "straight"), run = join(folder, "run");
    await trainBlobs({ run: straight });
    const done = await atOnce(2, [
      ...["train", "blobs", "--epochs", "2", "--plugin", PLUGINS.blobs, "--backend", "wasm"],
      ...["--threads", "1"],
      ...["--run", run],
    ]);
    for (const { code, stderr } of done) {
      if (code === 8) match(stderr, /process \d+ is at it +\[RUN_LOCKED\]/);
      else strictEqual(code, 0, stderr);
    }
    ok(done.some(({ code }) => code === 0));
    deepStrictEqual(await lastCheckpoint(run), await lastCheckpoint(straight));
    ok((await verifyRun(run, { dataFolder: folder, plugins: [PLUGINS.blobs] })).ok);
  }));

Deno.test("processes that import into one data folder: one does, the others say so, and the data are whole", () =>
  inFolder(async (folder) => {
    const name = "cifar-10-batches-bin", archive = join(folder, "cifar.tar.gz");
    const members = layout().map((file) => ({ ...file, name: `${name}/${file.name}` }));
    const directory = { name: `${name}/`, type: "directory" } as const;
    await Deno.writeFile(archive, await gzipped(await packed([directory, ...members])));
    const data = join(folder, "data"), root = join(data, "cifar10");
    const args = ["datasets", "import", "cifar10", archive, "--unverified", "--data", data];
    const done = await atOnce(3, args);
    for (const { code, stderr } of done) {
      if (code === 8) match(stderr, /only one process may, and another one is at it/);
      else strictEqual(code, 0, stderr);
    }
    ok(done.some(({ code }) => code === 0));
    deepStrictEqual([...Deno.readDirSync(root)].map((entry) => entry.name).sort(), [
      ...[name, "cifar-10-binary.tar.gz.json"],
    ]);
    ok(await readSource(root, cifar10.archives[0]));
    await using train = await cifar10.open({ root, split: "train", options: {} });
    strictEqual(train.length, 15);
  }));

Deno.test("a process that installs where another does is refused and leaves everything as it was", () =>
  inFolder(async (data) => {
    const folder = join(data, "backends");
    await Deno.mkdir(folder);
    using _other = await lock(join(folder, "install.lock"));
    const env = { CRLC_DATA_DIR: data };
    const args = ["backends", "install", "tensorflow", "--offline"];
    for (const { code, stderr } of await atOnce(2, args, env)) {
      strictEqual(code, 8, stderr);
      match(stderr, /INSTALL_LOCKED/);
    }
    deepStrictEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["install.lock"]);
  }));
