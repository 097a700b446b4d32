import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readLabels } from "../../cli/actions/read_labels.ts";
import { importArchive } from "../../datasets/archive/import_archive.ts";
import { readIdx } from "../../datasets/archive/read_idx.ts";
import { readEdits } from "../../results/names/read_edits.ts";
import { inMemory } from "../../datasets/memory.ts";
import { imageNamed } from "../../results/image_named.ts";
import { readLabels as readNamedLabels } from "../../run/recipe/read_labels.ts";
import { call } from "../cli/call.ts";
import { packed } from "../datasets/archive/pack.ts";
import { tree } from "../datasets/folder/tree.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, little: boolean) => {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  [...`\ufeff${text}`].forEach((letter, i) => view.setUint16(2 * i, letter.charCodeAt(0), little));
  return new Uint8Array(view.buffer);
};

/** A text as programs save it. */
const SAVED: Readonly<Record<string, (text: string) => Uint8Array>> = {
  "UTF-8 with a byte order mark": (text) => bytes(`\ufeff${text}`),
  "UTF-16 of Windows": (text) => utf16(text, true),
  "UTF-16, big end first": (text) => utf16(text, false),
};

for (const [how, save] of Object.entries(SAVED)) {
  Deno.test(`recipes, names and labels are read as ${how}`, async () => {
    await using folder = await tree({
      "r.json": save('{"like":"crlc/digits","about":"mine","epochs":1}'),
      "labels.txt": save("1\r\n0\r\n1\r\n"),
      "names.json": save('{"schemaVersion":1,"clusters":2,"head":0,"names":{"0":"cats"}}'),
    });
    // It is read: what is refused is the key, by its name.
    const { stderr } = await call(["train", join(folder.path, "r.json"), "--dry-run"]);
    match(stderr, /"epochs"/);
    deepStrictEqual([...await readLabels(join(folder.path, "labels.txt"))], [1, 0, 1]);
    const edits = await readEdits(join(folder.path, "names.json"), { clusters: 2, head: 0 });
    strictEqual(edits?.names["0"], "cats");
  });
}

Deno.test("score reads the tables that crlc writes, quotes and all", async () => {
  await using folder = await tree({
    "a.csv": 'image,cluster,confidence\n"a,""b"".png",3,0.9\n"new\nline.png",1,0.8\n',
    "c.csv": "Label,image\r\ncat,1.png\r\ndog,2.png\r\ncat,3.png\r\n",
  });
  deepStrictEqual([...await readLabels(join(folder.path, "a.csv"))], [3, 1]);
  deepStrictEqual([...await readLabels(join(folder.path, "c.csv"))], [0, 1, 0]);
});

Deno.test("score reads class names, and refuses a table or a line that it cannot", async () => {
  await using folder = await tree({
    "names.txt": "caf\u00e9\nthe\ncafe\u0301\n",
    "mixed.txt": "1\ntwo\n",
    "other.csv": "image,score\na.png,1\n",
  });
  deepStrictEqual([...await readLabels(join(folder.path, "names.txt"))], [0, 1, 0]);
  await rejects(readLabels(join(folder.path, "mixed.txt")), {
    message: /line 2 must be one integer/,
  });
  await rejects(readLabels(join(folder.path, "other.csv")), {
    message: /must have a column called cluster, class, label, and its columns are "image, score"/,
  });
});

const request = (path: string, root: string) => ({
  paths: [path],
  root,
  folder: "set-bin",
  files: ["a.bin", "b.bin"],
  official: { file: "set-binary.tar.gz", urls: [] },
  limits: { bytes: 1e6, entries: 10 },
  check: () => Promise.resolve("set: two files"),
});

Deno.test("an archive of another kind is named for what it is", async () => {
  await using folder = await tree({
    "a.zip": "PK\x03\x04....",
    "a.tar.bz2": "BZh91AY",
    "a.rar": "Rar!\x1a\x07",
  });
  for (const [name, said] of [["a.zip", "a zip file"], ["a.tar.bz2", "bzip2"], ["a.rar", "rar"]]) {
    await rejects(importArchive(request(join(folder.path, name), join(folder.path, "root"))), {
      code: "WRONG_ARCHIVE",
      message: new RegExp(`must be the official set-binary.tar.gz, and .*${said}`),
    });
  }
});

Deno.test("CIFAR for Python is named for that, packed or not, and the binary version is asked for", async () => {
  const name = "cifar-10-batches-py/data_batch_1";
  await using folder = await tree({
    "py.tar.gz": gzipSync(await packed([{ name, data: bytes("1") }])),
    [`unpacked/${name}`]: "1",
  });
  for (const from of ["py.tar.gz", "unpacked"]) {
    await rejects(importArchive(request(join(folder.path, from), join(folder.path, "root"))), {
      code: "WRONG_ARCHIVE",
      message: /holds the Python version: the binary version is wanted/,
    });
  }
});

Deno.test("an unpacked official folder is imported as it is, or the one around it", async () => {
  await using folder = await tree({ "set-bin/a.bin": "1", "set-bin/b.bin": "2" });
  for (const [i, from] of [folder.path, join(folder.path, "set-bin")].entries()) {
    const root = join(folder.path, `root${i}`);
    match(
      (await importArchive(request(from, root)))[0],
      /^set: two files in .*copied from a folder/,
    );
    strictEqual(await Deno.readTextFile(join(root, "set-bin", "b.bin")), "2");
  }
});

Deno.test("a damaged IDX header that claims 236 dimensions does not print them all", () => {
  const file = new Uint8Array(4 + 4 * 236 + 1);
  file.set([0, 0, 8, 236]);
  file.fill(1, 4);
  try {
    readIdx(file, "x");
    ok(false);
  } catch (error) {
    ok((error as Error).message.length < 200);
    match((error as Error).message, /\(236 sizes\)/);
  }
});

/** Images whose names have an accent coded in one way, in the other, and in both. */
const accented = (...names: string[]) =>
  inMemory({
    shape: [1, 1, 1],
    pixels: new Uint8Array(names.length),
    name: (index) => names[index],
  });
const COMPOSED = "caf\u00e9.png", DECOMPOSED = "cafe\u0301.png";

Deno.test("an image is found by its name, with accents coded either way", () => {
  strictEqual(imageNamed(COMPOSED, accented("a.png", DECOMPOSED)), 1);
  strictEqual(imageNamed(DECOMPOSED, accented("a.png", COMPOSED)), 1);
  // Where both are there, each is meant by itself.
  strictEqual(imageNamed(COMPOSED, accented(DECOMPOSED, COMPOSED)), 1);
  strictEqual(imageNamed("b.png", accented("a.png")), undefined);
});

Deno.test("--labels names images with accents coded either way", async () => {
  await using folder = await tree({ "labels.json": JSON.stringify({ [COMPOSED]: 1, "a.png": 0 }) });
  const labels = await readNamedLabels(
    join(folder.path, "labels.json"),
    accented("a.png", DECOMPOSED),
    2,
  );
  deepStrictEqual(
    labels,
    await readNamedLabels(
      join(folder.path, "labels.json"),
      accented("a.png", COMPOSED),
      2,
    ),
  );
});

const REFUSED: Readonly<Record<string, RegExp>> = {
  '{"a.png": 0, "b.png": 1, "a.png": 1}': /named once, and "a.png" is named twice/,
  '{"a.png": 0, "\\u0061.png": 1}': /named once, and .* is named twice/,
  '{"a.png": 1, "b.png": 1}': /names none of class 0/,
  '{"a.png": 0}': /names none of class 1/,
};

for (const [text, message] of Object.entries(REFUSED)) {
  Deno.test(`--labels refuses ${text}, of which nothing would be learned as it is meant`, async () => {
    await using folder = await tree({ "labels.json": text });
    const path = join(folder.path, "labels.json");
    await rejects(readNamedLabels(path, accented("a.png", "b.png"), 2), {
      code: "BAD_LABELS_FILE",
      message,
    });
  });
}
