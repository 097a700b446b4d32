import { ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { encodeTail } from "../../../datasets/cache/entry_format.ts";
import { entrySource } from "../../../datasets/cache/entry_source.ts";
import { openEntry } from "../../../datasets/cache/open_entry.ts";
import { fromSource } from "../../../datasets/image_source.ts";
import { batchesOf } from "../../../pipeline/batches.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const SIDE = 128, BYTES = SIDE * SIDE * 3, COUNT = 12_000, BATCH = 100;

Deno.test("an epoch of 600 MB of images passes through a small part of that memory", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "entry");
  // Black images: the file has a hole where they lie, and takes no room on the disk.
  await Deno.writeFile(path, new Uint8Array(0));
  await Deno.truncate(path, COUNT * BYTES);
  const meta = {
    key: "black",
    digest: "0".repeat(64),
    shape: [SIDE, SIDE, 3] as [number, number, number],
    bad: [],
  };
  const checksums = new Uint32Array(COUNT).fill(crc32(new Uint8Array(BYTES)));
  await Deno.writeFile(path, encodeTail({ meta, checksums }, BYTES), { append: true });

  const source = entrySource(await openEntry(path), {
    path,
    cache: { folder: folder.path, limit: 0 },
    again: () => Promise.reject(new Error("not to be needed")),
  });
  await using set = fromSource(source, { name: String });
  const batches = batchesOf({ length: COUNT, batchSize: BATCH, batching: "drop", seed: 0 });
  const indices = new Uint32Array(BATCH), passes = new Uint32Array(BATCH);
  // What this thread holds: the whole process's memory is also that of tests beside this one.
  const held = () => Deno.memoryUsage().heapUsed + Deno.memoryUsage().external;
  const before = held();
  let peak = 0, seen = 0;
  for (let step = 0; step < batches.stepsPerEpoch; step++) {
    batches.fill(step, indices, passes);
    const images = new Uint8Array(BATCH * BYTES).fill(1);
    await set.read(indices, images);
    for (let i = 0; i < BATCH; i++) {
      if (images[i * BYTES] + images[(i + 1) * BYTES - 1] === 0) seen++;
    }
    peak = Math.max(peak, held() - before);
  }
  strictEqual(seen, COUNT);
  ok(peak < 250e6, `${Math.round(peak / 1e6)} MB`);
});
