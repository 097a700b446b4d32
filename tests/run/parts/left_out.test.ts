import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { dryRun } from "../../../machine/dry_run.ts";
import { leftOut } from "../../../run/parts/left_out.ts";
import { encode, flat } from "../../datasets/images/encode.ts";
import { tree } from "../../datasets/folder/tree.ts";
import { inFolder, listen, trainBlobs } from "../training.ts";

const EMPTY = { path: "b.png", reason: "is empty" };

Deno.test("leftOut() counts the files that cannot be used and gives the reasons", () => {
  strictEqual(leftOut([], 9), undefined);
  strictEqual(
    leftOut([EMPTY], 9),
    '1 of 10 files cannot be used and is left out ("b.png" is empty)',
  );
  strictEqual(
    leftOut([EMPTY, { path: "c\n.png", reason: "is cut" }], 1998, "runs/a/quarantine.jsonl"),
    '2 of 2,000 files cannot be used and are left out ("b.png" is empty; "c\\u{a}.png" is cut); ' +
      "runs/a/quarantine.jsonl lists them",
  );
});

/** A folder of six good images and an empty one. */
const photos = () =>
  tree({
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((i) => [`${i}.png`, encode("png", 9, 9, (x) => [40 * i, x, 9])]),
    ),
    "empty.png": "",
  });
const overrides = {
  clusters: 2,
  epochs: 1,
  maxBad: 0.5,
  set: ["dataset.options.size=8", "input.size=[8,8]"],
};

Deno.test("training says how many files are left out, and where they are listed", () =>
  inFolder(async (run) => {
    await using folder = await photos();
    const observer = listen();
    await trainBlobs({ run, target: folder.path, overrides, observer });
    const list = join(run, "quarantine.jsonl");
    deepStrictEqual(
      observer.warnings.filter((text) => text.includes("left out")),
      [`1 of 7 files cannot be used and is left out ("empty.png" is empty); ${list} lists it`],
    );
    match(await Deno.readTextFile(list), /^\{"path":"empty\.png"/);
  }));

Deno.test("a dry run says how many files are left out", () =>
  inFolder(async (dataFolder) => {
    await using folder = await photos();
    const observer = listen();
    const environment = { dataFolder, backend: "wasm", threads: 1, plugins: [] };
    const { samples } = await dryRun({ target: folder.path, overrides, environment }, observer);
    deepStrictEqual([samples, observer.warnings.length], [6, 1]);
    match(observer.warnings[0], /^1 of 7 files cannot be used/);
  }));

Deno.test("a run whose images have changed is refused in these words", () =>
  inFolder(async (run) => {
    await using folder = await photos();
    await trainBlobs({ run, target: folder.path, overrides });
    await Deno.writeFile(join(folder.path, "7.png"), encode("png", 9, 9, flat(200, 100, 9)));
    await rejects(trainBlobs({ run, target: folder.path, overrides }), {
      code: "RUN_OF_ANOTHER_RECIPE",
      message:
        `Cannot train in "${run}": a run goes on with the images it began with, and there are others: 7 now, 6 then; these keys differ with them: options.batchSize (6 there, 7 now)`,
      hint:
        "choose another folder with --run; crlc assign gives new images the clusters of this run",
    });
  }));

Deno.test("a run of a crlc that decoded images in another way says so", () =>
  inFolder(async (run) => {
    await using folder = await photos();
    await trainBlobs({ run, target: folder.path, overrides });
    const manifest = JSON.parse(await Deno.readTextFile(join(run, "recipe.json")));
    manifest.versions.decoding = "3";
    await Deno.writeTextFile(join(run, "recipe.json"), JSON.stringify(manifest));
    await Deno.writeFile(join(folder.path, "7.png"), encode("png", 9, 9, flat(200, 100, 9)));
    await rejects(trainBlobs({ run, target: folder.path, overrides }), {
      hint:
        "crlc decodes images in another way than when the run was made: choose another folder " +
        "with --run",
    });
  }));
