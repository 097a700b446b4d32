import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { basename, join } from "node:path";
import { claim } from "../../../core/claim.ts";
import { clearEntries, entryPath, listEntries, makeRoom } from "../../../datasets/cache/entries.ts";
import { temporaryFolder } from "../temporary_folder.ts";

/** A cache with entries of a hundred bytes each, the first used longest ago. */
async function cacheOf(...keys: string[]) {
  const folder = await temporaryFolder();
  await Deno.mkdir(join(folder.path, "images"));
  for (const [i, key] of keys.entries()) {
    const path = entryPath(folder.path, key);
    await Deno.writeFile(path, new Uint8Array(100));
    await Deno.utime(path, 1000 + i, 1000 + i);
  }
  return folder;
}

const namesIn = async (folder: string) =>
  (await listEntries(folder)).map(({ path }) => basename(path, ".images"));

Deno.test("listEntries() lists what was used last first, and nothing where nothing is", async () => {
  await using cache = await cacheOf("a", "b", "c");
  await Deno.writeTextFile(join(cache.path, "images", "notes.txt"), "not ours");
  await Deno.writeTextFile(`${entryPath(cache.path, "d")}.part`, "half");
  deepStrictEqual(await namesIn(cache.path), ["c", "b", "a"]);
  deepStrictEqual(await listEntries(join(cache.path, "none")), []);
});

Deno.test("makeRoom() removes what was not used for longest, and no more than it must", async () => {
  await using cache = await cacheOf("a", "b", "c");
  await makeRoom(cache.path, 100, 400);
  deepStrictEqual(await namesIn(cache.path), ["c", "b", "a"]);
  await makeRoom(cache.path, 100, 399);
  deepStrictEqual(await namesIn(cache.path), ["c", "b"]);
  await makeRoom(cache.path, 400, 400);
  deepStrictEqual(await namesIn(cache.path), []);
});

Deno.test("clearEntries() removes everything of ours, what was left half-written too", async () => {
  await using cache = await cacheOf("a", "b");
  const notes = join(cache.path, "images", "notes.txt"),
    part = `${entryPath(cache.path, "c")}.part`;
  await Deno.writeTextFile(notes, "not ours");
  await Deno.writeTextFile(part, "half");
  strictEqual((await clearEntries(cache.path)).length, 2);
  deepStrictEqual([...Deno.readDirSync(join(cache.path, "images"))].map(({ name }) => name), [
    "notes.txt",
  ]);
});

Deno.test("clearEntries() leaves what is being made", async () => {
  await using cache = await cacheOf("a");
  const part = `${entryPath(cache.path, "c")}.part`;
  using _file = await claim(part, () => {});
  await clearEntries(cache.path);
  ok((await Deno.stat(part)).isFile);
});

Deno.test("claim() waits for whoever has the file, and then has one of its own", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "entry.part");
  const first = await claim(path, () => {});
  const waiting = Promise.withResolvers<void>();
  const second = claim(path, waiting.resolve);
  await waiting.promise;
  await first.write(Uint8Array.of(1, 2, 3));
  await Deno.rename(path, join(folder.path, "entry"));
  first.close();
  using file = await second;
  // Not the file that was renamed.
  strictEqual((await file.stat()).size, 0);
  strictEqual((await Deno.stat(join(folder.path, "entry"))).size, 3);
});
