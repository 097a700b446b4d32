import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { folder } from "../../datasets/folder/folder.ts";
import { layoutOf, splitsOf } from "../../datasets/folder/layout.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode } from "../datasets/images/encode.ts";
import { call } from "../cli/call.ts";

const picture = encode("png", 8, 8, (x) => [200, 20, 20 * x]);

/** A folder of pictures, opened; what is said of it, and each split's classes and names. */
async function read(paths: readonly string[], split = "train") {
  await using images = await tree(
    Object.fromEntries(paths.map((path) => [path, path.endsWith("/.keep") ? "" : picture])),
  );
  const options = folder.options({ path: images.path, size: 8 });
  await using set = await folder.open({ root: "", split, options });
  const names = Array.from({ length: set.length }, (_, i) => set.name(i));
  const { notes, warnings, noClasses } = set.remarks!;
  const truth = await set.labels();
  return { names, classes: set.classes, truth: truth && [...truth], notes, warnings, noClasses };
}

/** The layout of some paths, with every folder on the way to them. */
function layout(...paths: string[]) {
  const folders = new Set(
    paths.flatMap((path) =>
      path.split("/").slice(0, -1).map((_, i, all) => all.slice(0, i + 1).join("/"))
    ),
  );
  return layoutOf(paths.filter((path) => !path.endsWith("/")), [...folders]);
}

Deno.test("a lone folder of pictures is no set of classes, and is named", async () => {
  const { classes, noClasses, notes } = await read(["photos/1.png", "photos/2.png"]);
  strictEqual(classes, undefined);
  strictEqual(noClasses, 'the images are in no class folders: all lie in "photos"');
  deepStrictEqual(notes, ['everything lies in "photos", which is taken for the folder']);
});

Deno.test("crlc train of a lone folder without -k is refused with its name", async () => {
  await using images = await tree({ "photos/1.png": picture, "photos/2.png": picture });
  const { code, stderr } = await call(["train", images.path, "--dry-run"]);
  strictEqual(code, 2);
  match(stderr.replace(/\s+/g, " "), /all lie in "photos".*CLUSTERS_MISSING/);
});

Deno.test("classes are found below folders that hold nothing else", async () => {
  const { classes, names } = await read(["data/animals/cat/1.png", "data/animals/dog/1.png"]);
  deepStrictEqual(classes, ["cat", "dog"]);
  deepStrictEqual(names, ["data/animals/cat/1.png", "data/animals/dog/1.png"]);
});

Deno.test("splits are found below folders that hold nothing else", () => {
  const found = layout("set/train/a/1.png", "set/train/b/1.png", "set/test/a/1.png");
  deepStrictEqual(splitsOf(found), ["test", "train", "train+test"]);
  deepStrictEqual(found.splits?.get("test"), ["set/test"]);
});

Deno.test("classes are found below a lone folder of each split", async () => {
  const paths = ["train/images/a/1.png", "train/images/b/1.png", "test/images/a/1.png"];
  deepStrictEqual((await read(paths)).classes, ["a", "b"]);
  const test = await read(paths, "test");
  deepStrictEqual([test.names, test.truth], [["test/images/a/1.png"], [0]]);
});

Deno.test("a split whose images are all of one class has that class", async () => {
  const { classes, truth } = await read(
    ["train/cat/1.png", "train/dog/1.png", "test/dog/1.png"],
    "test",
  );
  deepStrictEqual([classes, truth], [["cat", "dog"], [1]]);
});

Deno.test("a picture beside class folders is named as the reason why there are none", async () => {
  const { classes, noClasses, warnings } = await read(["a/1.png", "b/1.png", "preview.png"]);
  strictEqual(classes, undefined);
  strictEqual(noClasses, '"preview.png" lies beside the class folders "a" and "b"');
  deepStrictEqual(warnings, [`no classes are known: ${noClasses}`]);
});

for (
  const [what, stray, said] of [
    ["a third folder", "submission/1.png", /^"submission" is left out \(1 image\)/],
    ["a third folder with folders", "more/a/1.png", /^"more" is left out \(1 image\)/],
    ["a loose picture", "preview.png", /^"preview.png" is left out \(1 image\)/],
  ] as const
) {
  Deno.test(`${what} beside train and test is left out and named; the test images stay apart`, async () => {
    const { names, warnings } = await read([
      "train/a/1.png",
      "train/b/1.png",
      "test/a/1.png",
      stray,
    ]);
    deepStrictEqual(names, ["train/a/1.png", "train/b/1.png"]);
    strictEqual(warnings.length, 1);
    match(warnings[0], said);
  });
}

Deno.test("train alone is a split where it has class folders and its neighbours have none", () => {
  const found = layout("train/a/1.png", "train/b/1.png", "unsorted/1.png");
  deepStrictEqual(splitsOf(found), ["train"]);
  match(found.warnings[0], /^"unsorted" is left out/);
});

Deno.test("train is a class beside cars and planes, and it is told", () => {
  const found = layout("train/1.png", "car/1.png", "plane/1.png");
  strictEqual(found.splits, undefined);
  match(found.warnings[0], /^"train" is taken for a class, .*"car" and "plane" lie beside it/);
});

Deno.test("test and val without train are told to be taken for classes", () => {
  match(layout("test/1.png", "val/1.png").warnings[0], /"test" and "val" are taken for classes/);
});

Deno.test("splits within class folders are told to be trained on", () => {
  const found = layout("cat/train/1.png", "cat/test/1.png", "dog/train/1.png", "dog/test/1.png");
  match(found.warnings[0], /folders called "test" within others are no split/);
});

Deno.test("an empty test folder is a split without images, not a reason to train on all", async () => {
  await rejects(read(["train/a/1.png", "train/b/1.png", "test/.keep"], "test"), {
    code: "NO_IMAGES",
  });
});

Deno.test("an empty class folder is named", async () => {
  const { classes, warnings } = await read(["a/1.png", "b/1.png", "c/.keep"]);
  deepStrictEqual(classes, ["a", "b"]);
  deepStrictEqual(warnings, ['"c" holds no image and is no class']);
});

Deno.test("folders within class folders belong to the class, and it is told", async () => {
  const { classes, notes } = await read(["cat/black/1.png", "cat/white/1.png", "dog/1.png"]);
  deepStrictEqual(classes, ["cat", "dog"]);
  match(notes[0], /such as that of "cat\/black\/1.png", belong to the class/);
});

Deno.test("the classes of training count for -k; those of other splits come after and are told", async () => {
  const paths = ["train/a/1.png", "train/c/1.png", "test/b/1.png", "test/c/1.png"];
  const train = await read(paths), test = await read(paths, "test");
  deepStrictEqual(train.classes, ["a", "c"]);
  deepStrictEqual([test.classes, test.truth], [["a", "c", "b"], [2, 1]]);
  deepStrictEqual(train.warnings, ['class "b" of split "test" has no training image']);
  deepStrictEqual(train.notes, ['class "a" has no image in split "test"']);
  deepStrictEqual((await read(paths, "train+test")).truth, [2, 1, 0, 1]);
});

Deno.test("a folder name with accents written in two ways is one class, and it is told", async () => {
  const { classes, truth, warnings } = await read([
    "caf\u00e9/1.png",
    "cafe\u0301/2.png",
    "the/1.png",
  ]);
  deepStrictEqual(classes, ["caf\u00e9", "the"]);
  deepStrictEqual(truth?.toSorted(), [0, 0, 1]);
  match(warnings[0], /2 folders are called "café", .* they are one class/);
});

for (
  const [train, test] of [
    ["training_set", "test_set"],
    ["seg_train", "seg_test"],
    ["train2017", "val2017"],
    ["Train-Images", "Test-Images"],
    ["animals train", "animals validation"],
  ]
) {
  Deno.test(`"${train}" and "${test}" are splits, and it is said`, () => {
    const found = layout(`${train}/a/1.png`, `${train}/b/1.png`, `${test}/a/1.png`, "pred/1.png");
    deepStrictEqual(splitsOf(found), ["test", "train", "train+test"]);
    deepStrictEqual(found.splits?.get("test"), [test]);
    match(found.notes[0], /are taken for splits$/);
    match(found.warnings[0], /^"pred" is left out/);
  });
}

Deno.test("names that only hold the word of a split are classes", () => {
  for (const [one, other] of [["toy_train", "car_test"], ["train_station", "test_tube"]]) {
    strictEqual(layout(`${one}/1.png`, `${other}/1.png`).splits, undefined);
  }
});
