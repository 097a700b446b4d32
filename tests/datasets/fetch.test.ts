import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { importArchive } from "../../datasets/archive/import_archive.ts";
import { cifar10 } from "../../datasets/cifar10.ts";
import type { Archive, DatasetPlugin } from "../../datasets/dataset.ts";
import { digits } from "../../datasets/digits.ts";
import { fetchDataset } from "../../datasets/fetch.ts";
import { gzipped, packed } from "./archive/pack.ts";
import { layout } from "./cifar/layout.ts";
import { serve, whole } from "./download/server.ts";
import { temporaryFolder } from "./temporary_folder.ts";

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
    take: (paths, root, options) =>
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

Deno.test("fetchDataset() says that a data set has nothing to download", async () => {
  await rejects(fetchDataset(digits, "/nowhere"), { kind: "data", code: "NOTHING_TO_FETCH" });
});
