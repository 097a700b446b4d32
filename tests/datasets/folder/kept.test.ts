import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { basename, join } from "node:path";
import { writeEntry } from "../../../datasets/cache/write_entry.ts";
import { folder } from "../../../datasets/folder/folder.ts";
import type { Dataset } from "../../../datasets/dataset.ts";
import { encode, flat } from "../images/encode.ts";
import { allPixels } from "../pixels.ts";
import { type KeptFolder, keptFolder } from "./kept.ts";

const red = encode("png", 12, 9, flat(255, 0, 0));
const green = encode("png", 9, 12, flat(0, 255, 0));
const blue = encode("png", 16, 16, flat(0, 0, 255));
const FILES = { "a/1.png": red, "a/2.bmp": green, "b/3.jpg": "just text", "b/4.webp": blue };
const LENIENT = { maxBad: 0.5 };
const SIZE = 8 * 8 * 3;

/** Everything of an open data set, which is closed. */
async function contentOf(opening: Promise<Dataset>) {
  await using set = await opening;
  return {
    pixels: await allPixels(set),
    digest: set.digest,
    names: Array.from({ length: set.length }, (_, i) => set.name(i)),
    labels: await set.labels(),
    classes: set.classes,
    quarantined: set.quarantined,
  };
}

const plain = (kept: KeptFolder) =>
  contentOf(
    folder.open({
      root: "",
      split: "train",
      options: folder.options({ path: kept.path, size: 8, ...LENIENT }),
    }),
  );

for (const [how, memory] of [["held in memory", 1e6], ["read from the disk", 0]] as const) {
  Deno.test(`a folder is decoded once: kept images ${how} are those that were decoded`, async () => {
    await using kept = await keptFolder(FILES);
    const expected = await plain(kept);
    deepStrictEqual(await contentOf(kept.open(LENIENT, { memory })), expected);
    strictEqual(kept.decoded(), 4);
    deepStrictEqual(await contentOf(kept.open(LENIENT, { memory })), expected);
    strictEqual(kept.decoded(), undefined);
    deepStrictEqual(kept.warnings, []);
    strictEqual((await kept.entries()).length, 1);
  });

  Deno.test(`damaged images ${how} are decoded anew, with a word, and kept anew`, async () => {
    await using kept = await keptFolder(FILES);
    const expected = await contentOf(kept.open(LENIENT, { memory }));
    const [entry] = await kept.entries();
    const bytes = await Deno.readFile(entry);
    bytes[SIZE + 5] ^= 1;
    await Deno.writeFile(entry, bytes);
    deepStrictEqual(await contentOf(kept.open(LENIENT, { memory })), expected);
    match(kept.warnings.join(), /decoded anew/);
    strictEqual(kept.warnings.length, 1);
    // Either at once or, where only some images were read, at the next start.
    await contentOf(kept.open(LENIENT, { memory }));
    await contentOf(kept.open(LENIENT, { memory }));
    deepStrictEqual([kept.decoded(), kept.warnings], [undefined, []]);
    deepStrictEqual(await contentOf(kept.open(LENIENT, { memory })), expected);
  });
}

Deno.test("an image that is damaged in the cache and has changed in the folder ends the reading", async () => {
  await using kept = await keptFolder(FILES);
  await contentOf(kept.open(LENIENT));
  const [entry] = await kept.entries();
  const bytes = await Deno.readFile(entry);
  bytes[5] ^= 1;
  await Deno.writeFile(entry, bytes);
  await using set = await kept.open(LENIENT, { memory: 0 });
  await Deno.writeFile(join(kept.path, "a/1.png"), blue);
  await rejects(set.read(Uint32Array.of(0), new Uint8Array(SIZE)), {
    kind: "data",
    code: "IMAGE_LOST",
  });
});

Deno.test("an entry that is cut, empty or of other files is made anew", async () => {
  await using kept = await keptFolder(FILES);
  const expected = await contentOf(kept.open(LENIENT));
  const [entry] = await kept.entries();
  const bytes = await Deno.readFile(entry);
  for (const wrong of [bytes.subarray(0, 100), new Uint8Array(0), new Uint8Array(bytes.length)]) {
    await Deno.writeFile(entry, wrong);
    deepStrictEqual(await contentOf(kept.open(LENIENT)), expected);
    strictEqual(kept.decoded(), 4);
    match(
      kept.warnings.join(),
      /^The images are decoded anew, since what is kept of them has no end$/,
    );
  }
  await contentOf(kept.open({ ...LENIENT, size: 9 }));
  const other = (await kept.entries()).find((path) => path !== entry)!;
  await Deno.copyFile(other, entry);
  deepStrictEqual(await contentOf(kept.open(LENIENT)), expected);
  match(kept.warnings.join(), /is of other files/);
});

Deno.test("a half-written entry is never used", async () => {
  await using kept = await keptFolder(FILES);
  const expected = await contentOf(kept.open(LENIENT));
  const [entry] = await kept.entries();
  await Deno.rename(entry, `${entry}.part`);
  deepStrictEqual(await contentOf(kept.open(LENIENT)), expected);
  strictEqual(kept.decoded(), 4);
  deepStrictEqual([...Deno.readDirSync(join(kept.cache, "images"))].length, 1);
});

Deno.test("images are decoded anew when a file comes, goes or changes, and the old ones go", async () => {
  await using kept = await keptFolder({ "1.png": red, "2.png": blue });
  const changes: [string, () => Promise<void>][] = [
    ["comes", () => Deno.writeFile(join(kept.path, "3.png"), red)],
    ["is renamed", () => Deno.rename(join(kept.path, "3.png"), join(kept.path, "0.png"))],
    ["changes", () => Deno.writeFile(join(kept.path, "1.png"), green)],
    ["is touched", () => Deno.utime(join(kept.path, "1.png"), 1, 1)],
    ["goes", () => Deno.remove(join(kept.path, "0.png"))],
  ];
  await contentOf(kept.open());
  for (const [what, change] of changes) {
    await change();
    const { digest } = await contentOf(kept.open());
    ok(kept.decoded() !== undefined, what);
    strictEqual(digest, (await plain(kept)).digest, what);
    strictEqual((await kept.entries()).length, 1, what);
  }
});

Deno.test("another size of the same folder is kept beside the first", async () => {
  await using kept = await keptFolder({ "1.png": red });
  for (const size of [8, 9, 8, 9]) await contentOf(kept.open({ size }));
  deepStrictEqual([kept.decoded(), (await kept.entries()).length], [undefined, 2]);
});

Deno.test("too many bad images are as bad when they are kept as when they are decoded", async () => {
  await using kept = await keptFolder(FILES);
  await contentOf(kept.open(LENIENT));
  await rejects(kept.open(), {
    code: "TOO_MANY_BAD_IMAGES",
    message: /, and 1 of 4 are \("b\/3\.jpg" is not an image\)$/,
  });
  strictEqual(kept.decoded(), undefined);
});

Deno.test("nothing is kept of a folder with too many bad images", async () => {
  await using kept = await keptFolder(FILES);
  await rejects(kept.open(), { code: "TOO_MANY_BAD_IMAGES" });
  deepStrictEqual([...Deno.readDirSync(join(kept.cache, "images"))], []);
});

Deno.test("a folder without images that can be used says so, kept or not", async () => {
  await using kept = await keptFolder({ "1.jpg": "text" });
  for (const _ of [1, 2]) await rejects(kept.open({ maxBad: 1 }), { code: "NO_IMAGES" });
});

Deno.test("what was not used for longest goes when the cache is full", async () => {
  await using kept = await keptFolder({ "1.png": red, "2.png": blue });
  for (const [i, size] of [10, 11, 12].entries()) {
    await contentOf(kept.open({ size }));
    await Deno.utime((await kept.entries())[0], 1000 + i, 1000 + i);
  }
  const bytes = (await Promise.all((await kept.entries()).map((path) => Deno.stat(path))))
    .reduce((sum, { size }) => sum + size, 0);
  await contentOf(kept.open({ size: 8 }, { limit: bytes }));
  for (const size of [8, 11, 12]) {
    await contentOf(kept.open({ size }, { limit: bytes }));
    strictEqual(kept.decoded(), undefined, String(size));
  }
  await contentOf(kept.open({ size: 10 }, { limit: bytes }));
  strictEqual(kept.decoded(), 2);
});

Deno.test("images that need more than the cache may take are used and not kept", async () => {
  await using kept = await keptFolder(FILES);
  const expected = await plain(kept);
  for (const _ of [1, 2]) {
    deepStrictEqual(await contentOf(kept.open(LENIENT, { limit: 100 })), expected);
    strictEqual(kept.decoded(), 4);
    match(kept.warnings.join(), /are not kept for the next time: they need/);
  }
});

Deno.test("a cache that cannot be written is done without", async () => {
  await using kept = await keptFolder(FILES);
  await Deno.writeTextFile(join(kept.path, "a/notes.txt"), "a file where a folder should be");
  const folder = join(kept.path, "a/notes.txt");
  deepStrictEqual(await contentOf(kept.open(LENIENT, { folder })), await plain(kept));
  match(kept.warnings.join(), /^The prepared images are not kept for the next time: /);
});

Deno.test("everything kept is made anew where that is asked for", async () => {
  await using kept = await keptFolder(FILES);
  const expected = await contentOf(kept.open(LENIENT));
  deepStrictEqual(await contentOf(kept.open(LENIENT, { rebuild: true })), expected);
  strictEqual(kept.decoded(), 4);
  await contentOf(kept.open(LENIENT));
  strictEqual(kept.decoded(), undefined);
});

Deno.test("a set that is removed from the cache while it is read is read to the end", async () => {
  await using kept = await keptFolder(FILES);
  const expected = await plain(kept);
  await using set = await kept.open(LENIENT, { memory: 0 });
  for (const path of await kept.entries()) await Deno.remove(path);
  deepStrictEqual(await allPixels(set), expected.pixels);
});

Deno.test("a file that could not be read and now can is not left out for ever", async () => {
  await using kept = await keptFolder({ "1.png": red, "2.png": blue });
  await contentOf(kept.open());
  const [path] = await kept.entries(), key = basename(path, ".images");
  {
    using file = await Deno.open(path, { read: true, write: true, truncate: true });
    const writer = writeEntry(file, 1, SIZE);
    writer.append(new Uint8Array(SIZE));
    const shape: [number, number, number] = [8, 8, 3];
    const bad: [number, string][] = [[1, "cannot be read: Input/output error (os error 5)"]];
    await writer.finish({ key, digest: "0".repeat(64), shape, bad });
  }
  const { names } = await contentOf(kept.open({ maxBad: 0.5 }));
  deepStrictEqual([names, kept.decoded()], [["1.png", "2.png"], 2]);
});
