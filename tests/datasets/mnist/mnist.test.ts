import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { fashionMnist } from "../../../datasets/mnist/fashion_mnist.ts";
import { mnist } from "../../../datasets/mnist/mnist.ts";
import { gzipped } from "../archive/pack.ts";
import { tree } from "../folder/tree.ts";
import { idx, idxFiles, images, labels } from "./idx_files.ts";
import { allPixels } from "../pixels.ts";
import { testWith, unpackShared } from "../shared.ts";
import { entries } from "../importing.ts";

const UNVERIFIED = { unverified: true };
const open = (root: string, split = "train") => mnist.open({ root, split, options: {} });

/** Takes made-up files, or fails having left nothing. */
async function importing(
  files: Record<string, Uint8Array | undefined>,
  body: (root: string, line: string) => Promise<void> = async () => {},
): Promise<void> {
  const whole = await idxFiles(files);
  await using given = await tree(
    Object.fromEntries(Object.entries(whole).map(([name, data]) => [`in/${name}`, data])),
  );
  const root = join(given.path, "mnist");
  const paths = Object.keys(whole).map((name) => join(given.path, "in", name));
  let lines: string[];
  try {
    lines = await mnist.import!(paths, root, UNVERIFIED);
  } catch (error) {
    deepStrictEqual(entries(given.path), ["in"]);
    throw error;
  }
  await body(root, lines.join("\n"));
}

Deno.test("mnist takes its four files and reads both splits", async () => {
  await importing({}, async (root, line) => {
    match(line, /^mnist: 12 training and 5 test images in .*\(not the official archives: train-im/);
    await using both = await open(root, "train+test");
    deepStrictEqual([both.length, both.height, both.width, both.channels], [17, 28, 28, 1]);
    const pixels = await allPixels(both);
    deepStrictEqual([pixels[0], pixels[784], pixels[12 * 784], pixels[13 * 784]], [0, 10, 0, 10]);
    deepStrictEqual([...(await both.labels())!].slice(9, 14), [9, 0, 1, 0, 1]);
    deepStrictEqual([both.name(11), both.name(12)], ["train#11", "test#0"]);
  });
});

Deno.test("mnist takes one split, and later the other beside it", async () => {
  const all = await idxFiles();
  await using given = await tree(all);
  const root = join(given.path, "root");
  const pair = (word: string) =>
    Object.keys(all).filter((name) => name.startsWith(word)).map((name) => join(given.path, name));
  match((await mnist.import!(pair("t10k"), root, UNVERIFIED))[0], /^mnist: 5 test images/);
  await rejects(open(root), { code: "DATASET_MISSING", message: /train-images.* are missing$/ });
  await mnist.import!(pair("train"), root, UNVERIFIED);
  match(await mnist.check!(root), /^mnist: 12 training and 5 test images$/);
  strictEqual(entries(root).filter((name) => name.endsWith(".json")).length, 4);
});

Deno.test("mnist takes a folder, and files that are unpacked or called with a dot", async () => {
  await using given = await tree({
    "in/train-images.idx3-ubyte": images(2),
    "in/train-labels-idx1-ubyte": labels(2),
    "in/readme.txt": "other files are passed over",
  });
  const root = join(given.path, "root");
  await mnist.import!([join(given.path, "in")], root, UNVERIFIED);
  await using set = await open(root);
  strictEqual(set.length, 2);
});

Deno.test("mnist refuses files that are damaged or do not belong together", async () => {
  const zipped = await gzipped(images(5));
  const IMAGES = "t10k-images-idx3-ubyte.gz", LABELS = "t10k-labels-idx1-ubyte.gz";
  const magic = images(5);
  magic[2] = 13;
  const header = images(5);
  new DataView(header.buffer).setUint32(4, 0xffffffff);
  const cases: [Record<string, Uint8Array | undefined>, string][] = [
    [{ [IMAGES]: zipped.subarray(0, zipped.length >> 1) }, "DAMAGED_FILE"],
    [{ [IMAGES]: zipped.subarray(0, zipped.length - 4) }, "DAMAGED_FILE"],
    [{ [IMAGES]: new Uint8Array() }, "DAMAGED_FILE"],
    [{ [IMAGES]: await gzipped(images(5).subarray(0, 3000)) }, "DAMAGED_FILE"],
    [{ [IMAGES]: await gzipped(new Uint8Array(20_000_000)) }, "ARCHIVE_TOO_LARGE"],
    [{ [IMAGES]: magic }, "DAMAGED_FILE"],
    [{ [IMAGES]: header }, "DAMAGED_FILE"],
    [{ [IMAGES]: images(5, 27) }, "DAMAGED_FILE"],
    [{ [IMAGES]: labels(5) }, "DAMAGED_FILE"],
    [{ [IMAGES]: images(4) }, "DAMAGED_FILE"],
    [{ [LABELS]: idx([5], Uint8Array.of(0, 1, 2, 3, 10)) }, "DAMAGED_FILE"],
    [{ [LABELS]: images(5) }, "DAMAGED_FILE"],
    [{ [LABELS]: new TextEncoder().encode("<html>not found</html>") }, "DAMAGED_FILE"],
    [{ [LABELS]: undefined }, "ARCHIVE_INCOMPLETE"],
    [{ [IMAGES]: undefined }, "ARCHIVE_INCOMPLETE"],
    [{ "emnist-images.gz": zipped }, "UNKNOWN_FILE"],
  ];
  for (const [files, code] of cases) {
    await rejects(importing(files), { kind: "data", code }, JSON.stringify(Object.keys(files)));
  }
});

Deno.test("mnist names a file that is too large as it was given, and copies none", async () => {
  const name = "t10k-images-idx3-ubyte.gz";
  await rejects(importing({ [name]: await gzipped(new Uint8Array(20_000_000)) }), {
    message:
      `Cannot unpack "${name}": it must not be larger than the data set, and it holds more ` +
      "than 7840016 bytes",
  });
  await using given = await tree(await idxFiles());
  const path = join(given.path, name);
  await Deno.truncate(path, 200_000_000);
  await rejects(mnist.import!([given.path], join(given.path, "root"), { unverified: true }), {
    code: "ARCHIVE_NOT_FOUND",
    message: `Cannot import "${path}": it must be a file of the data set, and is far too large`,
  });
});

Deno.test("mnist takes files with other digests only when told so", async () => {
  const all = await idxFiles();
  await using given = await tree(all);
  const paths = Object.keys(all).map((name) => join(given.path, name));
  await rejects(mnist.import!(paths, join(given.path, "root")), {
    code: "ARCHIVE_UNVERIFIED",
    hint: "what it holds is whole (mnist: 12 training and 5 test images): " +
      "--unverified takes it all the same",
  });
  strictEqual(entries(given.path).includes("root"), false);
});

Deno.test("every file of mnist and fashion-mnist has addresses and a digest of its own", () => {
  for (const { archives } of [mnist, fashionMnist]) {
    strictEqual(new Set(archives.map(({ digest }) => digest?.hex)).size, 4);
    for (const { file, urls } of archives) ok(urls.every((url) => url.endsWith(`/${file}`)));
  }
});

testWith("mnist-t10k.tar", "mnist reads the official test files", async () => {
  await using given = await unpackShared("mnist-t10k.tar");
  const names = ["t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];
  const root = join(given.path, "root");
  const paths = names.map((name) => join(given.path, "mnist", name));
  // Without --unverified: the digests are the official ones.
  const [line] = await mnist.import!(paths, root);
  match(line, /^mnist: 10,000 test images in .* \(digests are the official ones\)$/);
  await using set = await open(root, "test");
  const labels = (await set.labels())!;
  deepStrictEqual([...labels.subarray(0, 5)], [7, 2, 1, 0, 4]);
  const counts = new Array(10).fill(0);
  for (const label of labels) counts[label]++;
  deepStrictEqual(counts, [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
});
