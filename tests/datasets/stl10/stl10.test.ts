import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { readStlLabels } from "../../../datasets/stl10/labels.ts";
import { stl10 } from "../../../datasets/stl10/stl10.ts";
import { gzipped, packed } from "../archive/pack.ts";
import { allPixels } from "../pixels.ts";
import { sharedFile, testWith, unpackShared } from "../shared.ts";
import { STL_FOLDER, stlImages, stlLayout, stlPixel, writeStl } from "./layout.ts";
import { entries, importing } from "../importing.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const open = (root: string, split: string) => stl10.open({ root, split, options: {} });
const IMAGE = 96 * 96 * 3;

async function archiveOf(files?: Parameters<typeof stlLayout>[0]): Promise<Uint8Array> {
  const members = stlLayout(files).map(({ name, data }) => ({
    name: `${STL_FOLDER}/${name}`,
    data,
  }));
  return await gzipped(await packed(members));
}

Deno.test("stl10 turns planes by columns into rows of pixels", async () => {
  await using folder = await temporaryFolder();
  await writeStl(folder.path);
  await using set = await open(folder.path, "train+test");
  const pixels = await allPixels(set);
  for (const [n, row, column] of [[0, 0, 0], [1, 95, 0], [2, 0, 95], [6, 17, 40]]) {
    for (let channel = 0; channel < 3; channel++) {
      strictEqual(
        pixels[n * IMAGE + (row * 96 + column) * 3 + channel],
        stlPixel(n, channel, column, row),
      );
    }
  }
  deepStrictEqual([...(await set.labels())!], [0, 9, 4, 1, 8, 0, 2]);
  deepStrictEqual([set.name(3), set.name(4)], ["train_X.bin#3", "test_X.bin#0"]);
});

Deno.test("stl10 gives unlabelled images without any labels, never with a label of -1", async () => {
  await using folder = await temporaryFolder();
  await writeStl(folder.path);
  for (const [split, length] of [["unlabeled", 5], ["train+unlabeled", 9]] as const) {
    await using set = await open(folder.path, split);
    deepStrictEqual([set.length, await set.labels()], [length, undefined]);
  }
});

Deno.test("stl10 needs only the files of the split, and says which are missing", async () => {
  await using folder = await temporaryFolder();
  await writeStl(folder.path, { "unlabeled_X.bin": undefined, "test_y.bin": undefined });
  await using train = await open(folder.path, "train");
  strictEqual(train.length, 4);
  for (const [split, file] of [["unlabeled", "unlabeled_X"], ["train+test", "test_y"]]) {
    await rejects(open(folder.path, split), {
      code: "DATASET_MISSING",
      message: new RegExp(`${file}\\.bin is missing$`),
    });
  }
});

Deno.test("stl10 reads for several askers at once", async () => {
  await using folder = await temporaryFolder();
  await writeStl(folder.path);
  await using set = await open(folder.path, "train+unlabeled");
  const pixels = await allPixels(set);
  await Promise.all(Array.from({ length: 30 }, async (_, i) => {
    const index = i * 5 % 9, into = new Uint8Array(IMAGE);
    await set.read(Uint32Array.of(index), into);
    deepStrictEqual(into, pixels.subarray(index * IMAGE, (index + 1) * IMAGE));
  }));
});

Deno.test("readStlLabels() refuses 0 and 11", () => {
  deepStrictEqual([...readStlLabels(Uint8Array.of(1, 10), "y")], [0, 9]);
  for (const bad of [0, 11, 255]) {
    let message = "";
    try {
      readStlLabels(Uint8Array.of(1, bad), "train_y.bin");
    } catch (error) {
      message = (error as Error).message;
    }
    strictEqual(
      message,
      `Cannot read "train_y.bin": labels must be from 1 to 10, and image 1 has ${bad}`,
    );
  }
});

Deno.test("stl10 refuses an archive with wrong counts or labels", async () => {
  const cases: Parameters<typeof stlLayout>[0][] = [
    { "train_y.bin": Uint8Array.of(1, 2, 3) },
    { "train_y.bin": Uint8Array.of(1, 2, 3, 4, 5) },
    { "test_y.bin": Uint8Array.of(0, 1, 2) },
    { "test_y.bin": Uint8Array.of(11, 1, 2) },
    { "train_X.bin": stlImages(4).subarray(1) },
    { "unlabeled_X.bin": new Uint8Array() },
    { "class_names.txt": "airplane\nbird\n" },
  ];
  for (const files of cases) {
    await rejects(importing(stl10, await archiveOf(files)), { kind: "data", code: "DAMAGED_FILE" });
  }
  await rejects(importing(stl10, await archiveOf({ "unlabeled_X.bin": undefined })), {
    code: "ARCHIVE_INCOMPLETE",
  });
});

Deno.test("stl10 takes the folds where they are there", async () => {
  await importing(stl10, await archiveOf({ "fold_indices.txt": "0 1\n" }), (root, line) => {
    match(line, /^stl10: 4 training, 3 test and 5 unlabelled images in /);
    ok(entries(join(root, STL_FOLDER)).includes("fold_indices.txt"));
    return Promise.resolve();
  });
});

Deno.test("stl10 says what is wrong with a file that has changed since it was opened", async () => {
  await using folder = await temporaryFolder();
  await writeStl(folder.path);
  await using set = await open(folder.path, "test");
  await Deno.truncate(join(folder.path, STL_FOLDER, "test_X.bin"), 100);
  await rejects(set.read(Uint32Array.of(1), new Uint8Array(IMAGE)), {
    kind: "data",
    code: "DAMAGED_FILE",
  });
});

testWith("stl10_binary-layout-mini.tar.gz", "stl10 reads the mini archive upright", async () => {
  const bytes = await Deno.readFile(sharedFile("stl10_binary-layout-mini.tar.gz"));
  await importing(stl10, bytes, async (root) => {
    await using set = await open(root, "unlabeled");
    const pixels = await allPixels(set);
    strictEqual(set.length, 100);
    // In photos the sky is above: the top is brighter than the bottom, left is as right.
    const mean = (keep: (row: number, column: number) => boolean) => {
      let sum = 0, count = 0;
      for (let i = 0; i < pixels.length; i++) {
        const at = Math.floor(i % IMAGE / 3);
        if (!keep(Math.floor(at / 96), at % 96)) continue;
        sum += pixels[i];
        count++;
      }
      return sum / count;
    };
    const [top, bottom] = [mean((row) => row < 24), mean((row) => row >= 72)];
    const [left, right] = [mean((_, column) => column < 24), mean((_, column) => column >= 72)];
    ok(top - bottom > 10, `${top} ${bottom}`);
    ok(Math.abs(left - right) < top - bottom, `${left} ${right}`);
  });
});

testWith("stl10-real-labels.tar.gz", "stl10 reads the real labels", async () => {
  await using folder = await unpackShared("stl10-real-labels.tar.gz");
  for (const [file, count] of [["train_y.bin", 500], ["test_y.bin", 800]] as const) {
    const bytes = await Deno.readFile(join(folder.path, STL_FOLDER, file));
    const counts = new Array(10).fill(0);
    for (const label of readStlLabels(bytes, file)) counts[label]++;
    deepStrictEqual(counts, new Array(10).fill(count));
  }
});

testWith("corrupt.tar.gz", "labels of STL-10 in the corrupt set are refused", async () => {
  await using corrupt = await unpackShared("corrupt.tar.gz");
  for (const file of ["train_y_zero.bin", "train_y_11.bin"]) {
    const bytes = await Deno.readFile(join(corrupt.path, "corrupt", "stl", file));
    await rejects(async () => await Promise.resolve(readStlLabels(bytes, file)), {
      kind: "data",
      code: "DAMAGED_FILE",
    });
  }
});
