import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { type EntryMeta, FOOT_BYTES } from "../../../datasets/cache/entry_format.ts";
import { type Entry, openEntry } from "../../../datasets/cache/open_entry.ts";
import { writeEntry } from "../../../datasets/cache/write_entry.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const SIZE = 2 * 3 * 1;
const META: EntryMeta = {
  key: "a-b",
  digest: "0123456789abcdef".repeat(4),
  shape: [2, 3, 1],
  bad: [[1, "is empty"]],
};
const image = (i: number) => Uint8Array.from({ length: SIZE }, (_, at) => 10 * i + at);

/** A file with five images. */
async function written(path: string): Promise<Uint8Array> {
  using file = await Deno.open(path, { read: true, write: true, create: true, truncate: true });
  const writer = writeEntry(file, 9, SIZE);
  for (let i = 0; i < 5; i++) writer.append(image(i));
  await writer.finish(META);
  return await Deno.readFile(path);
}

async function inEntry(body: (path: string, bytes: Uint8Array) => Promise<void>): Promise<void> {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "entry");
  await body(path, await written(path));
}

async function images(entry: Entry, indices: number[]) {
  const into = new Uint8Array(indices.length * SIZE);
  const bad = await entry.read(Uint32Array.from(indices), into);
  return { bad, into };
}

Deno.test("an entry gives back its images in any order, and what is said of them", () =>
  inEntry(async (path) => {
    using entry = await openEntry(path);
    deepStrictEqual([entry.length, entry.meta], [5, META]);
    const order = [4, 0, 1, 2, 2, 3, 0];
    const { bad, into } = await images(entry, order);
    deepStrictEqual(bad, []);
    deepStrictEqual([...into], order.flatMap((i) => [...image(i)]));
  }));

Deno.test("an entry answers many readers at once", () =>
  inEntry(async (path) => {
    using entry = await openEntry(path);
    const readers = Array.from({ length: 50 }, (_, i) => images(entry, [i % 5, (i + 2) % 5]));
    for (const [i, { bad, into }] of (await Promise.all(readers)).entries()) {
      deepStrictEqual(bad, []);
      deepStrictEqual([...into], [...image(i % 5), ...image((i + 2) % 5)]);
    }
  }));

Deno.test("an entry of no images is an entry", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "entry");
  {
    using file = await Deno.open(path, { read: true, write: true, create: true });
    await writeEntry(file, 0, SIZE).finish(META);
  }
  using entry = await openEntry(path);
  strictEqual(entry.length, 0);
});

Deno.test("the hash of what was written is that of the pixels, read back", async () => {
  await using folder = await temporaryFolder();
  using file = await Deno.open(join(folder.path, "entry"), {
    read: true,
    write: true,
    create: true,
  });
  const writer = writeEntry(file, 5, SIZE), { createHash } = await import("node:crypto");
  const hash = createHash("sha256");
  for (let i = 0; i < 5; i++) {
    writer.append(image(i));
    hash.update(image(i));
  }
  strictEqual(await writer.digest(createHash("sha256")), hash.digest("hex"));
  await writer.finish(META);
  using entry = await openEntry(join(folder.path, "entry"));
  deepStrictEqual((await images(entry, [4])).into, image(4));
});

Deno.test("an entry that is cut anywhere is refused when it is opened", () =>
  inEntry(async (path, bytes) => {
    for (let length = 0; length < bytes.length; length += 7) {
      await Deno.writeFile(path, bytes.subarray(0, length));
      await rejects(openEntry(path), { name: "DamagedEntry" }, `${length} bytes`);
    }
    await Deno.writeFile(path, Uint8Array.of(...bytes, 0));
    await rejects(openEntry(path), { name: "DamagedEntry" });
  }));

Deno.test("a changed byte is seen: of pixels when they are read, of all else at once", () =>
  inEntry(async (path, bytes) => {
    for (let at = 0; at < bytes.length; at += 5) {
      const changed = bytes.slice();
      changed[at] ^= 0x10;
      await Deno.writeFile(path, changed);
      if (at >= 5 * SIZE) {
        await rejects(openEntry(path), { name: "DamagedEntry" }, `byte ${at}`);
        continue;
      }
      using entry = await openEntry(path);
      const { bad } = await images(entry, [0, 1, 2, 3, 4]);
      deepStrictEqual(bad, [Math.floor(at / SIZE)], `byte ${at}`);
    }
  }));

Deno.test("an entry whose foot promises more than there is allocates nothing for it", () =>
  inEntry(async (path, bytes) => {
    const view = new DataView(bytes.buffer, bytes.length - FOOT_BYTES);
    view.setBigUint64(16, 2n ** 60n, true);
    view.setBigUint64(24, 2n ** 60n, true);
    await Deno.writeFile(path, bytes);
    await rejects(openEntry(path), { name: "DamagedEntry", message: /another size/ });
  }));

Deno.test("an entry that is cut while it is open gives images that are told to be bad", () =>
  inEntry(async (path) => {
    using entry = await openEntry(path);
    await Deno.truncate(path, 2 * SIZE);
    const { bad, into } = await images(entry, [0, 1, 2, 4]);
    deepStrictEqual(bad, [2, 3]);
    ok(image(1).every((byte, i) => into[SIZE + i] === byte));
  }));
