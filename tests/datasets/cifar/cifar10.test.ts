import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { readSource } from "../../../datasets/archive/source.ts";
import { cifar10 } from "../../../datasets/cifar/cifar10.ts";
import { gzipped, type Member, packed } from "../archive/pack.ts";
import { labelOf, type Layout, layout, pixelOf, records, writeLayout } from "./layout.ts";
import { allPixels } from "../pixels.ts";
import { sharedFile, testWith, unpackShared } from "../shared.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const FOLDER = "cifar-10-batches-bin";
const CONTENT = [FOLDER, "cifar-10-binary.tar.gz.json"];
const entries = (path: string) => [...Deno.readDirSync(path)].map((e) => e.name).sort();
const open = (root: string, split = "train") => cifar10.open({ root, split, options: {} });

async function archiveOf(what?: Layout, more: Member[] = []): Promise<Uint8Array> {
  const members = layout(what).map(({ name, data }) => ({ name: `${FOLDER}/${name}`, data }));
  return await gzipped(
    await packed([{ name: `${FOLDER}/`, type: "directory" }, ...members, ...more]),
  );
}

/** Imports bytes into an empty root and gives the line, or fails having left nothing. */
async function importing(
  bytes: Uint8Array,
  body: (root: string, line: string) => Promise<void> = async () => {},
  options = { unverified: true },
): Promise<void> {
  await using folder = await temporaryFolder();
  const archive = join(folder.path, "cifar.tar.gz"), root = join(folder.path, "cifar10");
  await Deno.writeFile(archive, bytes);
  let line: string;
  try {
    [line] = await cifar10.import!([archive], root, options);
  } catch (error) {
    deepStrictEqual(entries(folder.path), ["cifar.tar.gz"]);
    throw error;
  }
  deepStrictEqual(entries(root), CONTENT);
  await body(root, line);
}

Deno.test("cifar10 gives the pixels and labels of the official files in their order", async () => {
  await using folder = await temporaryFolder();
  await writeLayout(folder.path);
  for (const [split, files] of [["train", [0, 1, 2, 3, 4]], ["test", [5]]] as const) {
    const set = await open(folder.path, split);
    const pixels = await allPixels(set), labels = await set.labels();
    strictEqual(set.length, files.length * 3);
    for (let i = 0; i < set.length; i++) {
      const file = files[Math.floor(i / 3)], record = i % 3;
      strictEqual(labels![i], labelOf(file, record));
      for (const [place, channel] of [[0, 0], [33, 1], [1023, 2]]) {
        strictEqual(pixels[i * 3072 + place * 3 + channel], pixelOf(file, record, channel, place));
      }
    }
  }
  const both = await open(folder.path, "train+test");
  deepStrictEqual([both.length, both.name(0), both.name(4), both.name(17)], [
    18,
    "data_batch_1.bin#0",
    "data_batch_2.bin#1",
    "test_batch.bin#2",
  ]);
  strictEqual(both.classes?.[9], "truck");
});

Deno.test("cifar10 reads files that lie in the root itself", async () => {
  await using folder = await temporaryFolder();
  await writeLayout(folder.path);
  strictEqual((await open(join(folder.path, FOLDER), "test")).length, 3);
});

Deno.test("cifar10 says which files are missing and how to get them", async () => {
  await using folder = await temporaryFolder();
  await rejects(open(folder.path), {
    kind: "data",
    code: "DATASET_MISSING",
    hint: "crlc datasets fetch cifar10 downloads it, crlc datasets import cifar10 FILE takes an " +
      "archive that is already there",
  });
  await writeLayout(folder.path, { files: { "data_batch_4.bin": undefined } });
  await rejects(open(folder.path), { message: /and data_batch_4\.bin is missing$/ });
  strictEqual((await open(folder.path, "test")).length, 3);
});

Deno.test("cifar10 refuses damaged files", async () => {
  const cut = records(0, 3).subarray(0, 9000);
  const label = records(0, 3);
  label[3073] = 255;
  for (
    const files of [
      { "data_batch_2.bin": cut },
      { "data_batch_2.bin": label },
      { "data_batch_2.bin": new Uint8Array() },
      { "batches.meta.txt": "airplane\n" },
    ]
  ) {
    await using folder = await temporaryFolder();
    await writeLayout(folder.path, { files });
    await rejects(open(folder.path), { kind: "data", code: "DAMAGED_FILE" });
  }
});

Deno.test("cifar10 imports an archive that is not the official one only when told so", async () => {
  const bytes = await archiveOf();
  await rejects(importing(bytes, undefined, { unverified: false }), {
    kind: "data",
    code: "ARCHIVE_UNVERIFIED",
    message: /its md5 must be c32a1d4ab5d03f1284b67883e8d87530 .* and is [0-9a-f]{32}$/,
    hint: /--unverified/,
  });
  await importing(bytes, async (root, line) => {
    match(
      line,
      /^cifar10: 15 training and 3 test images in .*\(not the official archive: md5 [0-9a-f]{32}\)$/,
    );
    strictEqual((await open(root, "train+test")).length, 18);
    const source = await readSource(root, cifar10.archives[0]);
    deepStrictEqual([source?.verified, source?.bytes], [false, bytes.length]);
  });
});

Deno.test("cifar10 imports nothing but the files it knows", async () => {
  const bytes = await archiveOf({}, [{ name: `${FOLDER}/readme.html`, data: "hello" }]);
  await importing(bytes, (root) => {
    deepStrictEqual(entries(join(root, FOLDER)), [...layout().map(({ name }) => name)].sort());
    return Promise.resolve();
  });
});

Deno.test("cifar10 refuses a bad archive and leaves nothing behind", async () => {
  const good = await archiveOf();
  const label = records(0, 3);
  label[0] = 77;
  const cases: [Uint8Array, string][] = [
    [good.subarray(0, good.length >> 1), "DAMAGED_ARCHIVE"],
    [good.subarray(0, good.length - 10), "DAMAGED_ARCHIVE"],
    [new TextEncoder().encode("<html>not found</html>"), "DAMAGED_ARCHIVE"],
    [await gzipped(await packed([])), "ARCHIVE_INCOMPLETE"],
    [await archiveOf({ files: { "test_batch.bin": undefined } }), "ARCHIVE_INCOMPLETE"],
    [await archiveOf({ files: { "test_batch.bin": records(5, 1).subarray(1) } }), "DAMAGED_FILE"],
    [await archiveOf({ files: { "data_batch_1.bin": label } }), "DAMAGED_FILE"],
    [await archiveOf({ files: { "batches.meta.txt": "one\ntwo\n" } }), "DAMAGED_FILE"],
    [await archiveOf({}, [{ name: "../evil", data: "x" }]), "UNSAFE_ARCHIVE"],
    [await archiveOf({}, [{ name: "link", type: "symlink", linkname: "/" }]), "UNSAFE_ARCHIVE"],
  ];
  for (const [bytes, code] of cases) await rejects(importing(bytes), { kind: "data", code });
});

Deno.test("cifar10 keeps what it has when an import fails, and replaces it when one succeeds", async () => {
  await importing(await archiveOf(), async (root) => {
    const digest = (await open(root)).digest;
    const next = join(root, "..", "next.tar.gz");
    await Deno.writeFile(next, (await archiveOf({ records: 2 })).subarray(0, -20));
    await rejects(cifar10.import!([next], root, { unverified: true }), { code: "DAMAGED_ARCHIVE" });
    strictEqual((await open(root)).digest, digest);
    await Deno.writeFile(next, await archiveOf({ records: 2 }));
    await cifar10.import!([next], root, { unverified: true });
    strictEqual((await open(root)).length, 10);
    deepStrictEqual(entries(root), CONTENT);
  });
});

testWith("cifar-10-binary-mini.tar.gz", "cifar10 imports the mini archive", async () => {
  const bytes = await Deno.readFile(sharedFile("cifar-10-binary-mini.tar.gz"));
  await importing(bytes, async (root) => {
    const [train, test] = [await open(root), await open(root, "test")];
    deepStrictEqual([train.length, test.length], [500, 100]);
    deepStrictEqual(train.classes?.slice(0, 2), ["airplane", "automobile"]);
    // Photos: near the means of the whole set, .4914 .4822 .4465, and not with channels swapped.
    const pixels = await allPixels(train), sums = [0, 0, 0];
    pixels.forEach((value, i) => sums[i % 3] += value / 255 / (pixels.length / 3));
    [0.4914, 0.4822, 0.4465].forEach((mean, c) => ok(Math.abs(sums[c] - mean) < 0.02, `${sums}`));
    ok(sums[2] < sums[1] && sums[1] < sums[0]);
  });
});

testWith(
  "corrupt.tar.gz",
  "archives of the corrupt set are refused as its manifest says",
  async () => {
    await using corrupt = await unpackShared("corrupt.tar.gz");
    const folder = join(corrupt.path, "corrupt", "archives");
    const manifest: Record<string, { expect: string }> = JSON.parse(
      await Deno.readTextFile(join(corrupt.path, "corrupt", "manifest.json")),
    );
    for (const { name } of Deno.readDirSync(folder)) {
      // "loads" and "either" are said of the archive alone; none of those holds a CIFAR-10.
      ok(manifest[`archives/${name}`], name);
      await rejects(importing(await Deno.readFile(join(folder, name))), { kind: "data" }, name);
    }
  },
);
