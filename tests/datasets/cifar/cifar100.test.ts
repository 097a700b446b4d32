import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { cifar100 } from "../../../datasets/cifar/cifar100.ts";
import { cifar20 } from "../../../datasets/cifar/cifar100.ts";
import { openLocked } from "../../../datasets/download/lock.ts";
import { rootOf } from "../../../datasets/root_of.ts";
import { gzipped, packed } from "../archive/pack.ts";
import { COARSE, FINE, hundred, hundredRecords } from "./hundred.ts";
import { allPixels } from "../pixels.ts";
import { sharedFile, testWith } from "../shared.ts";
import { entries, importing } from "../importing.ts";

const FOLDER = "cifar-100-binary";

async function archiveOf(files: Record<string, Uint8Array | string> = {}): Promise<Uint8Array> {
  const members = Object.entries({ ...hundred(6, 3), ...files });
  return await gzipped(
    await packed(members.map(([name, data]) => ({ name: `${FOLDER}/${name}`, data }))),
  );
}

Deno.test("cifar100 and cifar20 are the same images with fine and with coarse labels", async () => {
  await importing(cifar100, await archiveOf(), async (root, line) => {
    match(line, /^cifar100: 6 training and 3 test images in /);
    await using fine = await cifar100.open({ root, split: "train+test", options: {} });
    await using coarse = await cifar20.open({ root, split: "train+test", options: {} });
    deepStrictEqual(await allPixels(fine), await allPixels(coarse));
    strictEqual(fine.digest, coarse.digest);
    deepStrictEqual([...(await fine.labels())!], [0, 17, 34, 51, 68, 85, 0, 17, 34]);
    deepStrictEqual([...(await coarse.labels())!], [0, 3, 6, 10, 13, 17, 0, 3, 6]);
    deepStrictEqual([fine.classes, coarse.classes], [FINE, COARSE]);
    strictEqual(fine.name(6), "test.bin#0");
  });
});

Deno.test("cifar20 lies in the folder of cifar100", () => {
  strictEqual(rootOf(cifar20, "/data"), rootOf(cifar100, "/data"));
});

Deno.test("cifar100 refuses an archive with labels out of range, or with another layout", async () => {
  const records = hundredRecords(3);
  const swapped = records.slice();
  for (let n = 0; n < 3; n++) {
    [swapped[n * 3074], swapped[n * 3074 + 1]] = [records[n * 3074 + 1], records[n * 3074]];
  }
  const fine = records.slice();
  fine[3075] = 100;
  const names = FINE.slice(1).join("\n");
  const cases: [Record<string, Uint8Array | string>, string][] = [
    [{ "train.bin": swapped }, "DAMAGED_FILE"],
    [{ "test.bin": fine }, "DAMAGED_FILE"],
    [{ "train.bin": records.subarray(1) }, "DAMAGED_FILE"],
    [{ "train.bin": "" }, "DAMAGED_FILE"],
    [{ "fine_label_names.txt": names }, "DAMAGED_FILE"],
    [
      { "coarse_label_names.txt": COARSE.map((name, i) => i === 3 ? COARSE[4] : name).join("\n") },
      "DAMAGED_FILE",
    ],
  ];
  for (const [files, code] of cases) {
    const archive = await archiveOf(files);
    for (const plugin of [cifar100, cifar20]) {
      await rejects(importing(plugin, archive), { kind: "data", code });
    }
  }
});

Deno.test("an import that is stopped leaves nothing behind", async () => {
  const archive = await archiveOf();
  await rejects(
    importing(cifar100, archive, undefined, { unverified: true, signal: AbortSignal.abort() }),
    { kind: "stopped", code: "INTERRUPTED" },
  );
});

Deno.test("an import clears what a killed one left, and waits for nobody who is at it", async () => {
  await importing(cifar100, await archiveOf(), async (root) => {
    const archive = join(root, "..", "archive");
    await Deno.mkdir(join(root, ".unpack-killed", FOLDER), { recursive: true });
    await cifar100.import!([archive], root, { unverified: true });
    deepStrictEqual(entries(root), [FOLDER, "cifar-100-binary.tar.gz.json"]);
    using _held = await openLocked(join(root, ".lock"));
    await rejects(cifar100.import!([archive], root, { unverified: true }), {
      kind: "locked",
      code: "DOWNLOAD_LOCKED",
    });
  });
});

Deno.test("cifar100 refuses an archive of CIFAR-10's name for its files", async () => {
  const other = await gzipped(await packed([{ name: `${FOLDER}/train.bin`, data: "x" }]));
  await rejects(importing(cifar100, other), { code: "ARCHIVE_INCOMPLETE" });
});

testWith("cifar-100-binary-mini.tar.gz", "cifar100 reads the mini archive", async () => {
  const bytes = await Deno.readFile(sharedFile("cifar-100-binary-mini.tar.gz"));
  await importing(cifar100, bytes, async (root) => {
    deepStrictEqual(entries(root), [FOLDER, "cifar-100-binary.tar.gz.json"]);
    await using fine = await cifar100.open({ root, split: "train", options: {} });
    await using coarse = await cifar20.open({ root, split: "train", options: {} });
    const [labels, groups] = [(await fine.labels())!, (await coarse.labels())!];
    // Five a class, and each class within the super-class of the makers' table.
    const table = JSON.parse(
      await Deno.readTextFile(
        new URL("./cifar100_coarse.json", import.meta.url),
      ),
    );
    deepStrictEqual([fine.classes, coarse.classes], [table.fine_names, table.coarse_names]);
    const counts = new Array(100).fill(0);
    labels.forEach((label, i) => {
      counts[label]++;
      strictEqual(groups[i], table.fine_to_coarse[label]);
    });
    deepStrictEqual(counts, new Array(100).fill(5));
  });
});
