import { deepStrictEqual, ok, rejects } from "node:assert/strict";
import { join } from "node:path";
import { lockRun } from "../../../run/folder/run_folder.ts";
import { inFolder, lastCheckpoint, PLUGINS, trainBlobs } from "../training.ts";

Deno.test("a run folder of another recipe is refused with the keys that differ", () =>
  inFolder(async (run) => {
    await trainBlobs({ run });
    const before = await lastCheckpoint(run);
    await rejects(
      trainBlobs({ run, overrides: { set: ["lambda1=2"], seed: 5 } }),
      (error: Error & { code?: string }) => {
        deepStrictEqual(error.code, "RUN_OF_ANOTHER_RECIPE");
        ok(/options\.lambda1 \(1 there, 2 now\)/.test(error.message), error.message);
        ok(/seed \(0 there, 5 now\)/.test(error.message), error.message);
        return true;
      },
    );
    deepStrictEqual(await lastCheckpoint(run), before);
  }));

Deno.test("two processes cannot train in one folder", () =>
  inFolder(async (run) => {
    using _lock = await lockRun(run);
    await rejects(trainBlobs({ run }), { code: "RUN_LOCKED", exitCode: 8 });
  }));

Deno.test("a run folder that cannot be written is told as such", () =>
  inFolder(async (folder) => {
    const file = join(folder, "file");
    await Deno.writeTextFile(file, "in the way");
    await rejects(trainBlobs({ run: join(file, "run") }), { code: "CANNOT_WRITE", exitCode: 7 });
    deepStrictEqual(await Deno.readTextFile(file), "in the way");
  }));

Deno.test("a run does not begin among pictures or in a folder of folders, but beside a log", () =>
  inFolder(async (folder) => {
    for (const strange of ["cat.JPG", "holiday"]) {
      const run = join(folder, strange === "holiday" ? "b" : "a");
      await Deno.mkdir(run);
      if (strange === "holiday") await Deno.mkdir(join(run, strange));
      else await Deno.writeTextFile(join(run, strange), "");
      await rejects(trainBlobs({ run }), { code: "NOT_A_RUN", exitCode: 2 });
      deepStrictEqual([...Deno.readDirSync(run)].map(({ name }) => name), [strange]);
    }
    const run = join(folder, "c");
    await Deno.mkdir(join(run, "checkpoints"), { recursive: true });
    await Deno.mkdir(join(run, "lost+found"));
    await Deno.writeTextFile(join(run, "slurm-1.out"), "");
    await trainBlobs({ run });
  }));

Deno.test("a picture in the place of its folder is told as one", () =>
  inFolder(async (folder) => {
    const target = join(folder, "a cat.jpg");
    await Deno.writeFile(target, Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16));
    await rejects(trainBlobs({ run: join(folder, "run"), target }), {
      code: "BAD_RECIPE_FILE",
      hint: `give the folder it is in: crlc train ${folder} -k N`,
    });
  }));

Deno.test("a folder and --dataset, or the recipe of folders without one, are told how to go on", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run");
    await rejects(trainBlobs({ run, target: folder, overrides: { dataset: "blobs" } }), {
      code: "BAD_USAGE",
      message: /Cannot use --dataset: a folder of images is a data set itself/,
    });
    await rejects(trainBlobs({ run, target: "crlc/folder" }), {
      code: "BAD_OPTION",
      hint: /crlc train \.\/photos -k 12/,
    });
    const overrides = { set: ["path=./my pictures"], clusters: 3 };
    await rejects(trainBlobs({ run, target: "crlc/folder", overrides }), {
      code: "BAD_OPTION",
      message: /named in the place of the recipe, and ".\/my pictures" is an option$/,
      hint: "name it there: crlc train './my pictures' -k 3",
    });
    const dataset = { name: "folder", options: { path: "./my pictures" } };
    const like = JSON.stringify({ like: "blobs", dataset });
    await rejects(trainBlobs({ run, overrides: { ...overrides, dataset: "folder" } }), {
      code: "BAD_OPTION",
      hint: `write one with ${like}`,
    });
    const file = join(folder, "mine.json");
    await Deno.writeTextFile(file, like.replace(/,"options".*?}/, ""));
    await rejects(trainBlobs({ run, target: file, overrides }), {
      code: "BAD_OPTION",
      hint: `let it say ${JSON.stringify({ dataset })}`,
    });
  }));

const USAGE: readonly [string, Parameters<typeof trainBlobs>[0], string, string | undefined][] = [
  ["an unknown recipe", { run: "", target: "crlc/digts" }, "UNKNOWN_RECIPE", "crlc/digits"],
  ["a data set's name alone", { run: "", target: "digits" }, "UNKNOWN_RECIPE", "crlc/digits"],
  [
    "a missing recipe file",
    { run: "", target: "./mine.json" },
    "NO_SUCH_RECIPE_FILE",
    "mine.json is looked for",
  ],
  ["a missing folder", { run: "", target: "nowhere" }, "UNKNOWN_RECIPE", "a folder is looked for"],
  [
    "an unknown strategy",
    {
      run: "",
      overrides: { strategy: "crcl" },
    },
    "UNKNOWN_STRATEGY",
    "crlc",
  ],
  ["an unknown data set", { run: "", overrides: { dataset: "blob" } }, "UNKNOWN_DATA_SET", "blobs"],
  ["an unknown backend", { run: "", backend: "wasn" }, "UNKNOWN_BACKEND", "wasm"],
  ["an unknown split", { run: "", overrides: { split: "trian" } }, "UNKNOWN_SPLIT", "train"],
  [
    "a misspelt option",
    {
      run: "",
      overrides: { set: ["lamda1=2"] },
    },
    "UNKNOWN_OPTION",
    "lambda1",
  ],
  [
    "a misspelt inner option",
    {
      run: "",
      overrides: { set: ["optimiser.momentun=0.5"] },
    },
    "UNKNOWN_OPTION",
    "momentum",
  ],
  [
    "a value that cannot be",
    {
      run: "",
      overrides: { set: ["critic=log_dots"] },
    },
    "BAD_OPTION",
    "log_dot",
  ],
  [
    "a setting without a value",
    { run: "", overrides: { set: ["lambda1"] } },
    "BAD_SETTING",
    "--set",
  ],
  [
    "more clusters than images",
    {
      run: "",
      overrides: { clusters: 257 },
    },
    "TOO_FEW_IMAGES",
    "-k",
  ],
  [
    "a batch larger than the data",
    {
      run: "",
      overrides: { set: ["batchSize=300"] },
    },
    "BATCH_TOO_LARGE",
    "batchSize=256",
  ],
];

for (const [what, training, code, hint] of USAGE) {
  Deno.test(`${what} is refused by name and leaves no run behind`, () =>
    inFolder(async (folder) => {
      const run = join(folder, "run");
      await rejects(
        trainBlobs({ ...training, run }),
        (error: Error & { code?: string; hint?: string; exitCode?: number }) => {
          deepStrictEqual([error.code, error.exitCode], [code, 2], error.message);
          if (hint) ok(error.hint?.includes(hint), error.message);
          return true;
        },
      );
      await rejects(Deno.stat(run), Deno.errors.NotFound);
    }));
}

Deno.test("a recipe file with a misspelt key names the nearest", () =>
  inFolder(async (folder) => {
    const target = join(folder, "mine.json");
    const recipe = { dataset: { name: "blobs" }, input: { size: [8, 8] }, clustres: 4 };
    await Deno.writeTextFile(target, JSON.stringify(recipe));
    await rejects(trainBlobs({ run: join(folder, "run"), target, plugins: [PLUGINS.blobs] }), {
      code: "UNKNOWN_OPTION",
      hint: 'did you mean "clusters"?',
    });
  }));

Deno.test("a recipe file that is no JSON is refused", () =>
  inFolder(async (folder) => {
    const target = join(folder, "mine.json");
    await Deno.writeTextFile(target, "{ strategy: crlc");
    await rejects(trainBlobs({ run: join(folder, "run"), target }), {
      code: "BAD_RECIPE_FILE",
      exitCode: 2,
    });
  }));
