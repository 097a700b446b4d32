import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { imagenet10 } from "../../../datasets/imagenet/subsets.ts";
import { imagenetDogs } from "../../../datasets/imagenet/subsets.ts";
import { readClasses } from "../../../datasets/imagenet/classes.ts";
import { locate } from "../../../datasets/imagenet/locate.ts";
import { datasets } from "../../../datasets/mod.ts";
import { tree } from "../folder/tree.ts";
import { encode, flat } from "../images/encode.ts";
import { allPixels } from "../pixels.ts";
import { testWith, unpackShared } from "../shared.ts";
import { entries } from "../importing.ts";

const TEN = (await readClasses("imagenet10")).map(({ wnid }) => wnid);
const colour = (label: number) => encode("png", 12, 10, flat(20 * label, 128, 128));

/** Files of a made-up ImageNet: by split folder, images a class. */
function imageNet(splits: Record<string, number>, classes = TEN): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const [folder, count] of Object.entries(splits)) {
    // In another order than the labels.
    for (const wnid of [...classes].reverse()) {
      for (let i = 0; i < count; i++) {
        files[join(folder, wnid, `${wnid}_${i}.JPEG`)] = colour(TEN.indexOf(wnid));
      }
    }
  }
  return files;
}

const open = (path: string, split: string, more = {}) =>
  imagenet10.open({
    root: "/nowhere",
    split,
    options: imagenet10.options({ path, size: 8, ...more }),
  });

/** Labels, and those that the colours of the images tell. */
async function labelsAndColours(path: string, split: string): Promise<[number[], number[]]> {
  await using set = await open(path, split);
  const pixels = await allPixels(set);
  const seen = Array.from({ length: set.length }, (_, i) => Math.round(pixels[i * 192] / 20));
  return [[...(await set.labels())!], seen];
}

Deno.test("imagenet10 takes its classes by WordNet id from train and val, and no others", async () => {
  const others = { "train/n01440764/x.JPEG": colour(1), "train/notes.txt": "hello" };
  await using images = await tree({ ...imageNet({ train: 2, val: 1 }), ...others });
  for (const [split, length] of [["train", 20], ["test", 10], ["train+test", 30]] as const) {
    const [labels, seen] = await labelsAndColours(images.path, split);
    strictEqual(labels.length, length);
    deepStrictEqual(labels, seen);
    strictEqual(new Set(labels).size, 10);
  }
  await using set = await open(images.path, "test");
  deepStrictEqual([set.classes?.length, set.classes?.[0]], [10, "king penguin"]);
  match(set.name(0), /^val\/n\d{8}\/n\d{8}_0\.JPEG$/);
});

Deno.test("imagenet10 takes class folders alone, in one folder, or where the ILSVRC has them", async () => {
  for (const place of ["", "imagenet", "ILSVRC/Data/CLS-LOC/train"]) {
    await using images = await tree(imageNet({ [place]: 1 }));
    const [labels, seen] = await labelsAndColours(images.path, "train");
    deepStrictEqual([labels.length, labels], [10, seen]);
    await rejects(open(images.path, "test"), { kind: "data", code: "SPLIT_MISSING" });
  }
});

Deno.test("imagenet10 takes the layout of Tiny ImageNet, and lists of the ILSVRC", async () => {
  const tiny = Object.fromEntries(TEN.map((wnid, label) => [`val/images/val_${label}.JPEG`, wnid]));
  const lines = Object.entries(tiny).map(([path, wnid]) =>
    `${path.slice(11)}\t${wnid}\t0\t0\t9\t9`
  );
  const files = Object.fromEntries(Object.keys(tiny).map((path, label) => [path, colour(label)]));
  const train = Object.fromEntries(
    TEN.map((wnid, label) => [`train/${wnid}/images/0.JPEG`, colour(label)]),
  );
  await using images = await tree({
    ...train,
    ...files,
    "val/val_annotations.txt": `${lines.join("\n")}\n`,
  });
  deepStrictEqual(...await labelsAndColours(images.path, "test"));
  deepStrictEqual(...await labelsAndColours(images.path, "train+test"));

  const place = "ILSVRC/Data/CLS-LOC";
  const solution = TEN.map((wnid, label) => `ILSVRC2012_val_${label},${wnid} 1 2 3 4`);
  await using kaggle = await tree({
    ...imageNet({ [`${place}/train`]: 1 }),
    ...Object.fromEntries(
      TEN.map((_, label) => [`${place}/val/ILSVRC2012_val_${label}.JPEG`, colour(label)]),
    ),
    "ILSVRC/LOC_val_solution.csv": `ImageId,PredictionString\n${solution.join("\n")}\n`,
  });
  deepStrictEqual(...await labelsAndColours(kaggle.path, "test"));
});

Deno.test("imagenet10 says which classes are missing, with their names", async () => {
  await using images = await tree(imageNet({ train: 1 }, TEN.slice(2)));
  await rejects(open(images.path, "train"), {
    kind: "data",
    code: "CLASSES_MISSING",
    message:
      /each of 10 classes, and 2 are missing in ".*\/train": n02056570 \(king penguin\), n02085936 \(Maltese dog\)$/,
  });
  await using none = await tree({ "cats/1.jpg": colour(1) });
  await rejects(open(none.path, "train"), { kind: "data", code: "NO_CLASS_FOLDERS" });
  await rejects(open(join(none.path, "no"), "train"), { kind: "data", code: "FOLDER_NOT_FOUND" });
});

Deno.test("imagenet10 remembers the folder that is imported, and copies nothing", async () => {
  await using images = await tree(imageNet({ "in/train": 2, "in/val": 1 }));
  const root = join(images.path, "root"), options = imagenet10.options({ size: 8 });
  await rejects(imagenet10.open({ root, split: "train", options }), {
    code: "DATASET_MISSING",
    hint: /crlc datasets import imagenet10 FOLDER .* --set dataset\.options\.path=FOLDER names one/,
  });
  const [line] = await imagenet10.import!([join(images.path, "in")], root);
  match(line, /^imagenet10: 20 training and 10 test images of 10 classes in .*nothing was copied$/);
  deepStrictEqual(entries(root), ["folder.json"]);
  await using set = await imagenet10.open({ root, split: "train+test", options });
  strictEqual(set.length, 30);
  match(await imagenet10.check!(root), /20 training and 10 test images/);
});

Deno.test("a folder without the classes is not remembered", async () => {
  await using images = await tree(imageNet({ "in/train": 1 }));
  const root = join(images.path, "root");
  await rejects(imagenetDogs.import!([join(images.path, "in")], root), { code: "CLASSES_MISSING" });
  deepStrictEqual(entries(images.path), ["in"]);
});

Deno.test("imagenet10 quarantines bad images, links among images and listed images that are gone", async () => {
  const files = imageNet({ train: 3 });
  files[`train/${TEN[0]}/bad.JPEG`] = new Uint8Array(10);
  await using images = await tree(files);
  await Deno.symlink("/etc/passwd", join(images.path, "train", TEN[1], "link.JPEG"));
  await using set = await open(images.path, "train", { maxBad: 0.1 });
  deepStrictEqual([set.length, set.quarantined.length], [30, 2]);
  await rejects(open(images.path, "train"), { code: "TOO_MANY_BAD_IMAGES" });

  await using listed = await tree({
    ...imageNet({ train: 1 }),
    "val/images/0.JPEG": colour(0),
    "val/val_annotations.txt": TEN.map((wnid, i) => `${i}.JPEG\t${wnid}\t0`).join("\n") +
      "\n../../../etc/passwd\tn02056570\t0\n",
  });
  await using test = await open(listed.path, "test", { maxBad: 1 });
  deepStrictEqual([test.length, test.quarantined.length], [1, 9]);
  ok(test.quarantined.every(({ path }) => path.startsWith("val/images/")));
});

Deno.test("links to class folders are followed, links that lead nowhere are not classes", async () => {
  await using images = await tree(imageNet({ real: 1 }));
  await Deno.mkdir(join(images.path, "subset", "train"), { recursive: true });
  for (const wnid of TEN) {
    await Deno.symlink(
      join(images.path, "real", wnid),
      join(images.path, "subset", "train", wnid),
    );
  }
  deepStrictEqual(...await labelsAndColours(join(images.path, "subset"), "train"));
  await Deno.symlink(join(images.path, "no"), join(images.path, "subset", "train", "n00000001"));
  const found = await locate(join(images.path, "subset"));
  ok(!found!.splits.train.wnids.has("n00000001"));
});

testWith("imagenet-samples-128.tar.gz", "every subset finds its classes in ImageNet", async () => {
  await using samples = await unpackShared("imagenet-samples-128.tar.gz");
  for (
    const name of ["imagenet10", "imagenet-dogs", "imagenet50", "imagenet100", "imagenet200"]
  ) {
    const plugin = await datasets.get(name);
    const options = plugin.options({ path: samples.path, size: 8 });
    await using set = await plugin.open({ root: "", split: "train", options });
    const labels = (await set.labels())!;
    strictEqual(set.length, plugin.facts.classes);
    deepStrictEqual([...labels].sort((a, b) => a - b), Array.from(labels, (_, i) => i));
  }
});

testWith("tiny-imagenet-200-subset.tar.gz", "Tiny ImageNet's list of images is read", async () => {
  await using tiny = await unpackShared("tiny-imagenet-200-subset.tar.gz");
  const { base, splits } = (await locate(tiny.path))!;
  match(base, /tiny-imagenet-200$/);
  strictEqual(splits.train.wnids.size, 200);
  ok([...splits.test.listed!.values()].every((paths) => paths.length > 0));
});
