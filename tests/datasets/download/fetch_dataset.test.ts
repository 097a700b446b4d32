import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { importArchive } from "../../../datasets/archive/import_archive.ts";
import { cifar10 } from "../../../datasets/cifar/cifar10.ts";
import type { Archive, DatasetPlugin } from "../../../datasets/dataset.ts";
import { digits } from "../../../datasets/digits/digits.ts";
import { fetchDataset } from "../../../datasets/download/fetch_dataset.ts";
import { gzipped, packed } from "../archive/pack.ts";
import { idxFiles } from "../mnist/idx_files.ts";
import { layout } from "../cifar/layout.ts";
import { idxDataset } from "../../../datasets/mnist/idx_dataset.ts";
import { cut, page, serve, status, whole } from "./server.ts";
import { temporaryFolder } from "../temporary_folder.ts";

/** CIFAR-10 from a made-up archive, which is called the official one. */
function toy(url: string, bytes: Uint8Array): DatasetPlugin {
  const archive: Archive = {
    file: "cifar-10-binary.tar.gz",
    urls: [url],
    digest: {
      algorithm: "md5",
      hex: createHash("md5").update(bytes).digest("hex"),
      from: "this test",
    },
  };
  return {
    ...cifar10,
    archives: [archive],
    import: (paths, root, options) =>
      importArchive({
        paths,
        root,
        folder: "cifar-10-batches-bin",
        files: ["test_batch.bin"],
        official: archive,
        limits: { bytes: 1e6, entries: 10 },
        check: () => Promise.resolve("toy"),
        ...options,
      }),
  };
}

const archiveBytes = async () =>
  await gzipped(
    await packed(
      layout().map(({ name, data }) => ({ name: `cifar-10-batches-bin/${name}`, data })),
    ),
  );

Deno.test("fetchDataset() downloads, unpacks and removes the archive, and then asks nobody", async () => {
  await using folder = await temporaryFolder();
  const bytes = await archiveBytes();
  await using server = serve(whole(bytes));
  const root = join(folder.path, "cifar10"), plugin = toy(server.url, bytes);
  const [line] = await fetchDataset(plugin, root);
  match(line, /^toy in .*cifar-10-batches-bin \(md5 is the official one\)$/);
  deepStrictEqual([...Deno.readDirSync(root)].map((e) => e.name).sort(), [
    "cifar-10-batches-bin",
    "cifar-10-binary.tar.gz.json",
  ]);
  match((await fetchDataset(plugin, root))[0], /is there already/);
  strictEqual(server.ranges.length, 1);
});

Deno.test("fetchDataset() downloads again when the data have been removed", async () => {
  await using folder = await temporaryFolder();
  const bytes = await archiveBytes();
  await using server = serve(whole(bytes));
  const plugin = toy(server.url, bytes);
  await fetchDataset(plugin, folder.path);
  await Deno.remove(join(folder.path, "cifar-10-batches-bin"), { recursive: true });
  await fetchDataset(plugin, folder.path);
  strictEqual(server.ranges.length, 2);
});

Deno.test("fetchDataset() brings every file of a set from its own addresses", async () => {
  await using folder = await temporaryFolder();
  const files = await idxFiles();
  const wanted = Object.values(files);
  // One is not at the first address, one breaks off, one is a web page there.
  await using first = serve(
    status(404),
    whole(wanted[1]),
    cut(whole(wanted[2]), 30),
    whole(wanted[2]),
    page,
  );
  await using second = serve(whole(wanted[0]), whole(wanted[3]));
  const plugin = idxDataset({
    name: "toy",
    about: "toy",
    licence: "none",
    citation: "none",
    classes: Array.from({ length: 10 }, (_, i) => `${i}`),
    addresses: [first.url, second.url].map((url) => url.replace(/set\.bin$/, "")),
    md5: Object.fromEntries(
      Object.entries(files).map(([name, data]) => [
        name,
        createHash("md5").update(data).digest("hex"),
      ]),
    ),
    from: "this test",
  });
  const root = join(folder.path, "toy");
  const seen = new Set<string>();
  const progress = ({ file }: { file: string }) => void seen.add(file);
  const [line] = await fetchDataset(plugin, root, { retryMs: 0, progress });
  match(line, /^toy: 12 training and 5 test images in .* \(digests are the official ones\)$/);
  deepStrictEqual([...seen], Object.keys(files));
  deepStrictEqual([first.ranges, second.ranges], [
    [null, null, null, "bytes=30-", null],
    [null, null],
  ]);
  deepStrictEqual(
    [...Deno.readDirSync(root)].map(({ name }) => name).sort(),
    [...Object.keys(files).map((name) => `${name}.json`), "idx"].sort(),
  );
  // A file that has been removed is brought alone.
  await Deno.remove(join(root, `${Object.keys(files)[3]}.json`));
  await fetchDataset(plugin, root, { retryMs: 0 });
  deepStrictEqual([first.ranges.length, second.ranges.length], [6, 3]);
});

Deno.test("fetchDataset() says that a data set has nothing to download", async () => {
  await rejects(fetchDataset(digits, "/nowhere"), { kind: "data", code: "NOTHING_TO_FETCH" });
});
