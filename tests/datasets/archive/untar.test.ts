import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { untar, type UntarLimits } from "../../../datasets/archive/untar.ts";
import { temporaryFolder } from "../temporary_folder.ts";
import { gzipped, type Member, packed } from "./pack.ts";

const LIMITS: UntarLimits = { bytes: 1_000_000, entries: 20 };

/** Unpacks bytes in a folder of its own and gives what the folder then holds. */
async function unpack(
  bytes: Uint8Array,
  limits: Partial<UntarLimits> = {},
): Promise<{ written: string[]; contents: Record<string, string> }> {
  await using folder = await temporaryFolder();
  const archive = join(folder.path, "archive"), target = join(folder.path, "in", "target");
  await Deno.writeFile(archive, bytes);
  await Deno.mkdir(target, { recursive: true });
  try {
    const written = await untar(archive, target, { ...LIMITS, ...limits });
    const contents: Record<string, string> = {};
    for (const path of written) contents[path] = await Deno.readTextFile(join(target, path));
    return { written, contents };
  } finally {
    deepStrictEqual([...Deno.readDirSync(folder.path)].map((e) => e.name).sort(), [
      "archive",
      "in",
    ]);
    deepStrictEqual([...Deno.readDirSync(join(folder.path, "in"))].map((e) => e.name), ["target"]);
  }
}

const good: Member[] = [
  { name: "set", type: "directory" },
  { name: "set/one.txt", data: "1" },
  { name: "./set/deep/two.txt", data: "two" },
  { name: "set/none", data: "" },
];

Deno.test("untar() writes files and folders", async () => {
  const expected = { "set/one.txt": "1", "set/deep/two.txt": "two", "set/none": "" };
  for (const bytes of [await packed(good), await gzipped(await packed(good))]) {
    deepStrictEqual((await unpack(bytes)).contents, expected);
  }
});

Deno.test("untar() writes only what is accepted", async () => {
  const { written } = await unpack(await packed(good), {
    accept: (path) => path.endsWith("one.txt"),
  });
  deepStrictEqual(written, ["set/one.txt"]);
});

Deno.test("untar() takes names of more than 100 characters", async () => {
  const name = `${"d/".repeat(60)}${"x".repeat(150)}`;
  deepStrictEqual((await unpack(await packed([{ name, data: "y" }]))).contents, { [name]: "y" });
});

Deno.test("untar() gives nothing for an archive without members", async () => {
  deepStrictEqual((await unpack(await packed([]))).written, []);
});

Deno.test("untar() refuses links, devices, ways out and the same file twice", async () => {
  const cases: Member[] = [
    { name: "l", type: "symlink", linkname: "/etc" },
    { name: "l", type: "link", linkname: "set/one.txt" },
    { name: "p", type: "fifo" },
    { name: "c", type: "character-device" },
    { name: "../evil", data: "x" },
    { name: "/tmp/evil", data: "x" },
    { name: "set/one.txt", data: "again" },
    { name: "./set//one.txt", data: "again" },
  ];
  for (const member of cases) {
    const bytes = await gzipped(await packed([...good, member]));
    await rejects(unpack(bytes), { kind: "data", code: "UNSAFE_ARCHIVE" }, member.name);
  }
});

Deno.test("untar() refuses a file where a folder must be", async () => {
  const bytes = await packed([{ name: "a", data: "x" }, { name: "a/b", data: "x" }]);
  await rejects(unpack(bytes), { kind: "data" });
});

Deno.test("untar() refuses more bytes or members than allowed", async () => {
  const big = await gzipped(await packed([{ name: "zeros", data: new Uint8Array(2_000_000) }]));
  await rejects(unpack(big), { kind: "data", code: "ARCHIVE_TOO_LARGE" });
  const bomb = await gzipped(new Uint8Array(2_000_000));
  await rejects(unpack(bomb), { kind: "data", code: "ARCHIVE_TOO_LARGE" });
  const many = await packed(Array.from({ length: 21 }, (_, i) => ({ name: `${i}`, data: "" })));
  await rejects(unpack(many), { kind: "data", code: "ARCHIVE_TOO_LARGE" });
});

Deno.test("untar() does not hold a header in memory that has no end", async () => {
  // A long name of 64 MB, as GNU tar writes them: a header of type L, and then the name.
  const bytes = new Uint8Array(64_000_000 + 1024);
  const put = (text: string, at: number) => bytes.set(new TextEncoder().encode(text), at);
  put("././@LongLink", 0);
  put("0000644\0", 100);
  put(`${(64_000_000).toString(8).padStart(11, "0")}\0`, 124);
  put("        ", 148);
  put("L", 156);
  put("ustar  \0", 257);
  const sum = bytes.subarray(0, 512).reduce((a, b) => a + b, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  await rejects(unpack(await gzipped(bytes), { bytes: 1e9 }), {
    kind: "data",
    code: "ARCHIVE_TOO_LARGE",
    message: /header of more than/,
  });
});

Deno.test("untar() reads past a large member that is not wanted", async () => {
  const members = [{ name: "large", data: new Uint8Array(40_000_000) }, ...good];
  const { written } = await unpack(await packed(members), {
    bytes: 1e9,
    accept: (path) => path !== "large",
  });
  strictEqual(written.length, 3);
});

Deno.test("untar() calls an archive damaged wherever it is cut", async () => {
  const data = Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251);
  const plain = await packed([{ name: "a", data }]);
  const zipped = await gzipped(plain);
  const cuts = [3, 20, zipped.length >> 1, zipped.length - 4].map((n) => zipped.subarray(0, n));
  for (const bytes of [...cuts, plain.subarray(0, 300), plain.subarray(0, 2000)]) {
    await rejects(unpack(bytes), { kind: "data", code: "DAMAGED_ARCHIVE" });
  }
});

Deno.test("untar() calls an archive damaged whose bytes have changed", async () => {
  const zipped = await gzipped(await packed(good));
  zipped[zipped.length >> 1] ^= 0x10;
  await rejects(unpack(zipped), { kind: "data", code: "DAMAGED_ARCHIVE" });
  const plain = await packed(good);
  plain[1] ^= 1;
  await rejects(unpack(plain), { kind: "data", code: "DAMAGED_ARCHIVE" });
  await rejects(unpack(new TextEncoder().encode("<!doctype html>".repeat(100))), {
    code: "DAMAGED_ARCHIVE",
  });
});

Deno.test("untar() goes past a folder that claims to have bytes", async () => {
  const bytes = await packed([{ name: "set", data: "\0".repeat(20) }]);
  bytes[156] = "5".charCodeAt(0);
  bytes.fill(32, 148, 156);
  const sum = bytes.subarray(0, 512).reduce((a, b) => a + b, 0);
  bytes.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
  deepStrictEqual((await unpack(bytes)).written, []);
});

Deno.test("untar() says where there is no archive", async () => {
  await using folder = await temporaryFolder();
  await rejects(untar(join(folder.path, "none"), folder.path, LIMITS), {
    kind: "data",
    code: "ARCHIVE_NOT_FOUND",
  });
  await rejects(untar(folder.path, folder.path, LIMITS), { code: "ARCHIVE_NOT_FOUND" });
  strictEqual([...Deno.readDirSync(folder.path)].length, 0);
});
