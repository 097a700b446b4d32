import {
  deepStrictEqual,
  match,
  notStrictEqual,
  ok,
  rejects,
  strictEqual,
} from "node:assert/strict";
import { join, resolve } from "node:path";
import { CrlcError } from "../../../core/errors.ts";
import { folder } from "../../../datasets/folder/folder.ts";
import { imagenet10 } from "../../../datasets/imagenet/subsets.ts";
import { tree } from "./tree.ts";
import { encode, flat } from "../images/encode.ts";
import { allPixels } from "../pixels.ts";
import { testWith, unpackShared } from "../shared.ts";

const open = (path: string, raw: Record<string, unknown> = {}) =>
  folder.open({ root: "", split: "train", options: folder.options({ path, size: 8, ...raw }) });

const red = encode("png", 12, 9, flat(255, 0, 0));
const green = encode("png", 9, 12, flat(0, 255, 0));
const blue = encode("png", 16, 16, flat(0, 0, 255));
const RED = [255, 0, 0], GREEN = [0, 255, 0], BLUE = [0, 0, 255];

/** Colour of every image of flat ones. */
async function colours(path: string, raw?: Record<string, unknown>) {
  const set = await open(path, raw);
  const pixels = await allPixels(set), size = set.height * set.width * 3;
  return Array.from({ length: set.length }, (_, i) => [...pixels.subarray(i * size, i * size + 3)]);
}

Deno.test("folder takes the first folders for classes when all images lie in some", async () => {
  await using images = await tree({
    "green/x/1.bmp": green,
    "blue/1.webp": blue,
    "blue-red/1.png": red,
    "empty/notes.txt": "",
  });
  const set = await open(images.path);
  // The order of images is that of paths, the order of classes that of names.
  deepStrictEqual([0, 1, 2].map((i) => set.name(i)), [
    "blue-red/1.png",
    "blue/1.webp",
    "green/x/1.bmp",
  ]);
  deepStrictEqual(set.classes, ["blue", "blue-red", "green"]);
  deepStrictEqual([...(await set.labels())!], [1, 0, 2]);
  deepStrictEqual(await colours(images.path), [RED, BLUE, GREEN]);
});

const openSplit = (path: string, split: string) =>
  folder.open({ root: "", split, options: folder.options({ path, size: 8 }) });

Deno.test("folder reads train and test folders as splits, with the same classes", async () => {
  await using images = await tree({
    "train/cat/1.png": red,
    "train/dog/2.png": red,
    "train/dog/3.png": red,
    "Test/dog/4.png": blue,
    "unlabeled/x/5.png": green,
    "notes/readme.txt": "",
    "test.csv": "",
  });
  deepStrictEqual(await folder.splits!(folder.options({ path: images.path })), [
    "test",
    "train",
    "train+test",
    "unlabeled",
  ]);
  const facts = async (split: string) => {
    const set = await openSplit(images.path, split);
    const names = Array.from({ length: set.length }, (_, i) => set.name(i));
    return [names, set.classes, await set.labels().then((labels) => labels && [...labels])];
  };
  const classes = ["cat", "dog"];
  const train = ["train/cat/1.png", "train/dog/2.png", "train/dog/3.png"];
  deepStrictEqual(await facts("train"), [train, classes, [0, 1, 1]]);
  deepStrictEqual(await facts("test"), [["Test/dog/4.png"], classes, [1]]);
  deepStrictEqual(await facts("train+test"), [["Test/dog/4.png", ...train], classes, [1, 0, 1, 1]]);
  deepStrictEqual(await facts("unlabeled"), [["unlabeled/x/5.png"], undefined, undefined]);
});

Deno.test("a folder is walked once by whoever asks for its splits and opens some of them", async () => {
  await using images = await tree({ "train/1.png": red, "test/2.png": blue });
  const options = folder.options({ path: images.path, size: 8 });
  const splits = await folder.splits!(options);
  await Deno.writeFile(join(images.path, "train/3.png"), green);
  const lengthOf = async (split: string, splits?: readonly string[]) => {
    await using set = await folder.open({ root: "", split, options, splits });
    return set.length;
  };
  deepStrictEqual(
    [
      await lengthOf("train", splits),
      await lengthOf("train+test", splits),
      await lengthOf("train"),
    ],
    [1, 2, 2],
  );
});

Deno.test("folder takes val for the test split where there is no other", async () => {
  await using images = await tree({ "train/1.png": red, "val/2.png": blue });
  deepStrictEqual((await openSplit(images.path, "test")).name(0), "val/2.png");
  strictEqual((await openSplit(images.path, "train")).classes, undefined);
  await using both = await tree({ "train/1.png": red, "val/2.png": blue, "test/3.png": green });
  deepStrictEqual((await openSplit(both.path, "test")).name(0), "test/3.png");
  deepStrictEqual((await openSplit(both.path, "val")).name(0), "val/2.png");
});

Deno.test({
  name: "folder has splits beside a folder that cannot be read",
  // Elsewhere every name that can be made can be read.
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using images = await tree({ "train/1.png": red, "test/2.png": blue });
    const args = ["-c", "mkdir \"$(printf 'other\\377')\""];
    const { success } = await new Deno.Command("sh", { args, cwd: images.path }).output();
    ok(success);
    const options = folder.options({ path: images.path, size: 8, maxBad: 1 });
    deepStrictEqual(await folder.splits!(options), ["test", "train", "train+test"]);
    const train = await folder.open({ root: "", split: "train", options });
    deepStrictEqual([train.length, train.quarantined.map(({ path }) => path)], [1, [
      "other\ufffd",
    ]]);
    strictEqual((await folder.open({ root: "", split: "test", options })).length, 1);
  },
});

Deno.test("folder says which split has no images", async () => {
  await using images = await tree({ "train/1.png": red, "test/notes.txt": "" });
  await rejects(openSplit(images.path, "test"), {
    code: "NO_IMAGES",
    message: /it must hold images of split "test", and there are none$/,
  });
});

Deno.test("folder has no classes when an image lies in none", async () => {
  await using images = await tree({ "a/1.png": red, "b/1.png": red, "c.png": red });
  const set = await open(images.path);
  deepStrictEqual([set.classes, await set.labels(), set.length], [undefined, undefined, 3]);
});

Deno.test("folder takes names that objects have for classes like any other", async () => {
  await using images = await tree({ "__proto__/1.png": red, "constructor/1.png": blue });
  const set = await open(images.path);
  deepStrictEqual(set.classes, ["__proto__", "constructor"]);
  deepStrictEqual([...(await set.labels())!], [0, 1]);
});

Deno.test("folder crops to the asked size", async () => {
  await using images = await tree({ "1.png": red });
  const set = await open(images.path, { size: 24 });
  deepStrictEqual([set.height, set.width, set.channels], [24, 24, 3]);
  strictEqual((await open(images.path, { size: undefined })).height, 96);
});

Deno.test("folder lists bad images with a reason and goes on", async () => {
  await using images = await tree({
    "1.png": red,
    "2.jpg": "just text",
    "3.png": blue.subarray(0, 20),
    "4.webp": blue,
    "5.jpg": "",
    "notes.txt": "not an image file at all",
  });
  const set = await open(images.path, { maxBad: 0.6 });
  deepStrictEqual(set.quarantined, [
    { path: "2.jpg", reason: "is not an image" },
    { path: "3.png", reason: "is cut: its end is missing" },
    { path: "5.jpg", reason: "is empty" },
  ]);
  deepStrictEqual([set.name(0), set.name(1)], ["1.png", "4.webp"]);
  deepStrictEqual(await colours(images.path, { maxBad: 0.6 }), [RED, BLUE]);
});

Deno.test("folder decides about classes by the images it can use", async () => {
  await using images = await tree({ "a/1.png": red, "b/1.png": blue, "junk.jpg": "text" });
  deepStrictEqual((await open(images.path, { maxBad: 0.5 })).classes, ["a", "b"]);
});

Deno.test("folder refuses too many bad images, and says how many and why", async () => {
  const files: Record<string, Uint8Array | string> = { "evil\x1b[2J.jpg": "text" };
  for (let i = 0; i < 98; i++) files[`${100 + i}.png`] = red;
  await using images = await tree(files);
  strictEqual((await open(images.path, { maxBad: 0.0102 })).length, 98);
  await Deno.writeTextFile(join(images.path, "other.jpg"), "");
  await rejects(open(images.path), (error) => {
    ok(error instanceof CrlcError);
    deepStrictEqual([error.kind, error.code, error.exitCode], ["data", "TOO_MANY_BAD_IMAGES", 4]);
    match(
      error.message,
      /at most 1 % of its images may be bad, and (at least )?2 of 100 are \("evil/,
    );
    match(error.message, /is not an image; "other\.jpg" is empty\)$/);
    ok(!error.message.includes("\x1b"));
    match(error.hint!, /--max-bad/);
    return true;
  });
});

Deno.test("folder stops early when it is certain that too many are bad", async () => {
  const bad = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`${i}.jpg`, "text"]));
  await using images = await tree(bad);
  let most = 0;
  const options = folder.options({ path: images.path });
  await rejects(
    folder.open({ root: "", split: "train", options, progress: (done) => most = done }),
    {
      code: "TOO_MANY_BAD_IMAGES",
      message: /at least \d+ of 250 are .*more\)\)$/,
      hint: /--max-bad 1 leaves/,
    },
  );
  ok(most < 30);
});

Deno.test("folder says that there are no images", async () => {
  await using images = await tree({ "notes.txt": "hello", "a/b/notes.txt": "hello" });
  await rejects(open(images.path), { kind: "data", code: "NO_IMAGES" });
  await Deno.writeTextFile(join(images.path, "1.jpg"), "text");
  await rejects(open(images.path, { maxBad: 1 }), {
    kind: "data",
    code: "NO_IMAGES",
    message: /some image must be usable, and none of 1 is \("\S+" is .+\)$/,
  });
});

Deno.test("a path as it was typed becomes absolute, so that a run is found from elsewhere", () => {
  strictEqual(folder.options({ path: "some/../photos" }).path, resolve("photos"));
  strictEqual(imagenet10.options({ path: "photos" }).path, resolve("photos"));
  strictEqual(imagenet10.options({}).path, undefined);
});

Deno.test("folder says that there is no folder", async () => {
  await using images = await tree({ "1.png": red });
  for (const name of ["none", "1.png"]) {
    await rejects(open(join(images.path, name)), { kind: "data", code: "FOLDER_NOT_FOUND" });
  }
});

Deno.test("folder follows a link that is given on purpose", async () => {
  await using images = await tree({ "real/1.png": red });
  await Deno.symlink(join(images.path, "real"), join(images.path, "link"));
  strictEqual((await open(join(images.path, "link"))).length, 1);
});

Deno.test("folder tells how far it is", async () => {
  await using images = await tree({ "1.png": red, "2.jpg": "text", "3.png": red });
  const seen: [number, number][] = [];
  await folder.open({
    root: "",
    split: "train",
    options: folder.options({ path: images.path, maxBad: 1 }),
    progress: (done, total) => seen.push([done, total]),
  });
  deepStrictEqual(seen, [[0, 3], [1, 3], [2, 3], [3, 3]]);
});

Deno.test("folder has another digest for other pixels, sizes and orders, not for other names", async () => {
  const digest = async (files: Record<string, Uint8Array>, size = 8) => {
    await using images = await tree(files);
    return (await open(images.path, { size })).digest;
  };
  const first = await digest({ "1.png": red, "2.png": blue });
  strictEqual(await digest({ "a/1.png": red, "b/2.png": blue }), first);
  for (const other of [{ "1.png": blue, "2.png": red }, { "1.png": red, "2.png": green }]) {
    notStrictEqual(await digest(other), first);
  }
  notStrictEqual(await digest({ "1.png": red, "2.png": blue }, 9), first);
});

testWith("corrupt.tar.gz", "images of the corrupt set end as its manifest says", async () => {
  await using corrupt = await unpackShared("corrupt.tar.gz");
  const root = join(corrupt.path, "corrupt");
  const manifest: Record<string, { expect: string }> = JSON.parse(
    await Deno.readTextFile(join(root, "manifest.json")),
  );
  const set = await open(root, { maxBad: 1 });
  const decoded = new Set(Array.from({ length: set.length }, (_, i) => set.name(i)));
  const quarantined = new Map(set.quarantined.map(({ path, reason }) => [path, reason]));
  // Deno shows bytes that are not UTF-8 as U+FFFD, the manifest as the characters of Latin-1.
  const shown: Record<string, string> = {
    "names/classA/nonutf8_\u00ff\u00fe_\u00e9.jpg": "names/classA/nonutf8_\ufffd\ufffd_\ufffd.jpg",
    "names/class_\u00e9_nonutf8/0.jpg": "names/class_\ufffd_nonutf8",
  };
  let checked = 0;
  for (const [entry, { expect }] of Object.entries(manifest)) {
    if (/^(archives|cifar|stl)\/|\/$/.test(entry)) continue;
    const path = shown[entry] ?? entry;
    if (expect === "decoded") ok(decoded.has(path), `${path}: ${quarantined.get(path)}`);
    if (expect === "quarantined") ok(quarantined.has(path), path);
    if (expect === "either") ok(decoded.has(path) || quarantined.has(path), path);
    checked++;
  }
  ok(checked > 50);
});

testWith("corrupt.tar.gz", "folders of the corrupt set end as its manifest says", async () => {
  await using corrupt = await unpackShared("corrupt.tar.gz");
  const at = (name: string) => join(corrupt.path, "corrupt", name);
  for (const name of ["empty_folder", "empty_classes"]) {
    await rejects(open(at(name)), { kind: "data", code: "NO_IMAGES" });
  }
  // The pipe is passed over: opening it would wait for ever.
  const fifo = await open(at("fifo"));
  deepStrictEqual([fifo.length, fifo.quarantined], [1, []]);
  strictEqual((await open(at("symlinks"), { maxBad: 1 })).length, 1);
  const unreadable = await open(at("unreadable"), { maxBad: 1 });
  strictEqual(unreadable.length + unreadable.quarantined.length, 2);
});

testWith(
  "imagenette160-subset.tar.gz",
  "folder reads real photos, one class a folder",
  async () => {
    await using photos = await unpackShared("imagenette160-subset.tar.gz");
    const set = await open(join(photos.path, "val"), { size: 32 });
    deepStrictEqual([set.length, set.classes?.length, set.quarantined.length], [60, 10, 0]);
    const pixels = await allPixels(set);
    const mean = pixels.reduce((sum, byte) => sum + byte, 0) / pixels.length;
    ok(mean > 90 && mean < 140, String(mean));
  },
);
