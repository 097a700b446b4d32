import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { join } from "node:path";
import { clearEntries, listEntries, makeRoom } from "../../datasets/cache/entries.ts";
import { folder } from "../../datasets/folder/folder.ts";
import { call } from "../cli/call.ts";
import { packed } from "../datasets/archive/pack.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode } from "../datasets/images/encode.ts";

const picture = encode("png", 8, 8, (x) => [200, 20, 20 * x]);

interface Member {
  readonly name: string;
  /** The name as it is written, where that is not UTF-8. */
  readonly written?: readonly number[];
  readonly data: Uint8Array;
  /** Bit 0: encrypted. */
  readonly flags?: number;
  readonly mode?: number;
  readonly claims?: number;
  readonly checksum?: number;
  /** Whether it is not said that the name is UTF-8, as of archives that macOS makes. */
  readonly unsaid?: true;
}

/** A zip archive of deflated members, with ZIP64 sizes where asked. */
function zip(members: readonly Member[], wide = false): Uint8Array {
  const parts: Uint8Array[] = [], directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, data, flags = 0, mode = 0o100644, ...member } of members) {
    const { claims = data.length, checksum = crc32(data), unsaid, written } = member;
    const bytes = written ? Uint8Array.from(written) : new TextEncoder().encode(name);
    const packed = deflateRawSync(data);
    const extra = new Uint8Array(wide ? 20 : 0), sizes = new DataView(extra.buffer);
    if (wide) {
      sizes.setUint16(0, 1, true);
      sizes.setUint16(2, 16, true);
      sizes.setBigUint64(4, BigInt(claims), true);
      sizes.setBigUint64(12, BigInt(packed.length), true);
    }
    const common = new DataView(new ArrayBuffer(26));
    common.setUint16(0, wide ? 45 : 20, true);
    common.setUint16(2, (unsaid ? 0 : 0x800) | flags, true);
    common.setUint16(4, 8, true);
    common.setUint32(10, checksum, true);
    common.setUint32(14, wide ? 0xffffffff : packed.length, true);
    common.setUint32(18, wide ? 0xffffffff : claims, true);
    common.setUint16(22, bytes.length, true);
    common.setUint16(24, extra.length, true);
    const head = new Uint8Array(common.buffer);
    const local = [Uint8Array.of(0x50, 0x4b, 3, 4), head, bytes, extra, packed];
    const rest = new DataView(new ArrayBuffer(14));
    rest.setUint32(6, mode * 65536, true);
    rest.setUint32(10, at, true);
    directory.push(
      ...[Uint8Array.of(0x50, 0x4b, 1, 2, wide ? 45 : 20, 3), head],
      ...[new Uint8Array(rest.buffer), bytes, extra],
    );
    parts.push(...local);
    at += local.reduce((sum, { length }) => sum + length, 0);
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, members.length, true);
  end.setUint16(10, members.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, at, true);
  return new Uint8Array(
    [...parts, ...directory, new Uint8Array(end.buffer)].flatMap((part) => [...part]),
  );
}

const photos: Member[] = ["a/1.png", "a/2.png", "b/3.png", "__MACOSX/a/._1.png"]
  .map((name) => ({ name: `set/${name}`, data: picture }));

/** Opens an archive as a folder of images, with a cache of its own. */
async function withArchive<Result>(
  name: string,
  data: Uint8Array,
  use: (open: () => ReturnType<typeof folder.open>, cache: string, path: string) => Promise<Result>,
): Promise<Result> {
  await using place = await tree({ [name]: data });
  const path = join(place.path, name), cache = join(place.path, "cache");
  const open = () =>
    folder.open({
      root: "",
      split: "train",
      options: folder.options({ path, size: 8 }),
      cache: { folder: cache, limit: 2 ** 30 },
    });
  return await use(open, cache, path);
}

for (
  const [name, make] of [
    ["photos.zip", () => zip(photos)],
    ["wide.zip", () => zip(photos, true)],
    ["photos.tar", () => packed(photos)],
    ["photos.tar.gz", async () => gzipSync(await packed(photos))],
    ["photos.tgz", async () => gzipSync(await packed(photos))],
  ] as const
) {
  Deno.test(`${name} is read as the folder in it, unpacked into the cache and cleared with it`, async () => {
    await withArchive(name, await make(), async (open, cache) => {
      {
        await using set = await open();
        deepStrictEqual([set.length, set.classes], [3, ["a", "b"]]);
        ok(set.remarks!.root!.startsWith(join(cache, "archives")));
      }
      strictEqual((await listEntries(cache)).length, 2);
      await clearEntries(cache);
      deepStrictEqual(await listEntries(cache), []);
      // It is unpacked again when it is needed.
      await using again = await open();
      strictEqual(again.length, 3);
    });
  });
}

const REFUSED: Readonly<Record<string, readonly [() => Uint8Array, string]>> = {
  "a path out of it": [() => zip([{ name: "../1.png", data: picture }]), "UNSAFE_ARCHIVE"],
  "an absolute path": [() => zip([{ name: "/tmp/1.png", data: picture }]), "UNSAFE_ARCHIVE"],
  "a name with a control character": [
    () => zip([{ name: "a\n.png", data: picture }]),
    "UNSAFE_ARCHIVE",
  ],
  "a link": [() => zip([{ name: "1.png", data: picture, mode: 0o120777 }]), "UNSAFE_ARCHIVE"],
  "one name twice": [
    () => zip([{ name: "1.png", data: picture }, { name: "./1.png", data: picture }]),
    "UNSAFE_ARCHIVE",
  ],
  "something encrypted": [
    () => zip([{ name: "1.png", data: picture, flags: 1 }]),
    "ARCHIVE_ENCRYPTED",
  ],
  "a bomb": [
    () => zip([{ name: "1.png", data: picture, claims: 2 ** 31 }]),
    "ARCHIVE_TOO_LARGE",
  ],
  "more than it claims": [
    () => zip([{ name: "1.png", data: picture, claims: 9 }]),
    "DAMAGED_ARCHIVE",
  ],
  "a wrong checksum": [
    () => zip([{ name: "1.png", data: picture, checksum: 1 }]),
    "DAMAGED_ARCHIVE",
  ],
  "half an archive": [() => zip(photos).subarray(0, 200), "DAMAGED_ARCHIVE"],
};

for (const [what, [make, code]] of Object.entries(REFUSED)) {
  Deno.test(`a zip archive with ${what} is refused, and leaves nothing`, () =>
    withArchive("photos.zip", make(), async (open, cache) => {
      await rejects(open(), { code, hint: /unpack .* yourself/ });
      deepStrictEqual([...Deno.readDirSync(join(cache, "archives"))], []);
    }));
}

Deno.test("an archive is not removed for the images in it, nor while it is open", () =>
  withArchive("photos.zip", zip(photos), async (_, cache, path) => {
    const options = folder.options({ path, size: 8 });
    // Room for either, and not for both.
    const limit = 3 * picture.length + 3 * 8 * 8 * 3;
    await using set = await folder.open({
      ...{ root: "", split: "train", options, cache: { folder: cache, limit } },
    });
    strictEqual(set.length, 3);
    const archive = set.remarks!.root!.split("/set")[0];
    await makeRoom(cache, 0, 0);
    await clearEntries(cache);
    deepStrictEqual((await listEntries(cache)).map(({ path }) => path), [archive]);
  }));

Deno.test("names of an archive are read as UTF-8 where they can be, said or not", () =>
  withArchive(
    "photos.zip",
    zip([
      { name: "Köln/1.png", data: picture, unsaid: true },
      { name: "Zürich/1.png", data: picture },
    ]),
    async (open) => {
      await using set = await open();
      deepStrictEqual(set.classes, ["Köln", "Zürich"]);
    },
  ));

Deno.test("names in Shift_JIS whose letters hold a backslash are read as such", async () => {
  // 表.png in a folder 能, and then a name with a backslash of its own.
  const japanese = [0x94, 0x5c, 0x2f, 0x95, 0x5c, ...new TextEncoder().encode(".png")];
  const member = { name: "", data: picture, unsaid: true } as const;
  await withArchive("photos.zip", zip([{ ...member, written: japanese }]), async (open) => {
    await using set = await open();
    strictEqual(set.name(0), "能/表.png");
  });
  // Old programs of Windows part folders by it.
  const windows = [0xe9, 0x31, 0x5c, ...new TextEncoder().encode("1.png")];
  await withArchive("photos.zip", zip([{ ...member, written: windows }]), async (open) => {
    await using set = await open();
    strictEqual(set.name(0), "Θ1/1.png");
  });
});

Deno.test("archives within an archive are told and not looked into", () =>
  withArchive(
    "photos.zip",
    zip([...photos, { name: "set/more.zip", data: zip(photos) }]),
    async (open) => {
      await using set = await open();
      deepStrictEqual(set.quarantined, [{
        path: "set/more.zip",
        reason: "is an archive, which is not read: unpack it, or train on it alone",
        aside: true,
      }]);
    },
  ));

Deno.test("an archive of another kind is refused by name, with what to do", async () => {
  await using place = await tree({
    "a.7z": Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4),
    "a.rar": "Rar!\x1a\x07\x01\0",
    "a.tar.bz2": "BZh91AY",
  });
  for (const [name, hint] of [["a.7z", /7z x/], ["a.rar", /unrar x/], ["a.tar.bz2", /tar xf/]]) {
    const { code, stderr } = await call(["train", join(place.path, name as string), "-k", "2"]);
    strictEqual(code, 2);
    match(stderr, /an archive must be .zip, .tar, .tar.gz or .tgz/);
    match(stderr, hint as RegExp);
  }
});
