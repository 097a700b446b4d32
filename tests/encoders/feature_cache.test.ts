import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { clearEntries, listEntries } from "../../datasets/cache/entries.ts";
import { featureKey, obtainFeatures } from "../../encoders/feature_cache.ts";
import { temporaryFolder } from "../datasets/temporary_folder.ts";

const KEY = featureKey("images", { digest: "x" });
const row = (index: number) => [index, index / 3];

/** Computes 150 rows of two numbers, and tells which it was asked for. */
async function obtain(folder: string, { failAt = Infinity, limit = 1e6 } = {}) {
  const asked: number[] = [], warnings: string[] = [];
  const features = await obtainFeatures({
    ...{ cache: { folder, limit }, key: KEY, rows: 150, dimensions: 2 },
    compute(from, count) {
      asked.push(from);
      if (from >= failAt) return Promise.reject(new Error("stopped"));
      return Promise.resolve(
        Float32Array.from(Array.from({ length: count }, (_, i) => row(from + i)).flat()),
      );
    },
    warn: (text) => warnings.push(text),
  });
  strictEqual(features.length, 300);
  deepStrictEqual(features.subarray(298), Float32Array.from(row(149)));
  deepStrictEqual(features.subarray(130, 132), Float32Array.from(row(65)));
  return { asked, warnings };
}

Deno.test("features that were begun go on where they were stopped, and whole ones are computed no more", async () => {
  await using folder = await temporaryFolder();
  await rejects(obtain(folder.path, { failAt: 128 }), /stopped/);
  deepStrictEqual((await obtain(folder.path)).asked, [128]);
  deepStrictEqual((await obtain(folder.path)).asked, []);
  strictEqual((await listEntries(folder.path)).length, 1);
});

Deno.test("a block of begun features that is damaged, and all after it, are computed anew", async () => {
  await using folder = await temporaryFolder();
  await rejects(obtain(folder.path, { failAt: 128 }), /stopped/);
  const path = join(folder.path, "features", `${KEY}.f32.begun`);
  const bytes = await Deno.readFile(path);
  bytes[700] ^= 1;
  await Deno.writeFile(path, bytes);
  deepStrictEqual((await obtain(folder.path)).asked, [64, 128]);
});

Deno.test("kept features that are damaged are computed anew", async () => {
  await using folder = await temporaryFolder();
  await obtain(folder.path);
  const path = join(folder.path, "features", `${KEY}.f32`);
  const bytes = await Deno.readFile(path);
  bytes[7] ^= 1;
  await Deno.writeFile(path, bytes);
  deepStrictEqual((await obtain(folder.path)).asked, [0, 64, 128]);
});

Deno.test("features count towards the limit of the cache, and are cleared with the images", async () => {
  await using folder = await temporaryFolder();
  await Deno.mkdir(join(folder.path, "images"));
  const old = join(folder.path, "images", "old.images");
  await Deno.writeFile(old, new Uint8Array(2000));
  await Deno.utime(old, 1, 1);
  await obtain(folder.path, { limit: 2500 });
  deepStrictEqual((await listEntries(folder.path)).map(({ bytes }) => bytes), [1232]);
  await obtain(folder.path, { limit: 10 });
  strictEqual((await clearEntries(folder.path)).length, 1);
  deepStrictEqual(await listEntries(folder.path), []);
  // More than the limit is not kept, and nothing is left of it.
  await obtain(folder.path, { limit: 10 });
  deepStrictEqual([...Deno.readDirSync(join(folder.path, "features"))], []);
});

Deno.test("features are computed where they cannot be kept, and that is told once", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(join(folder.path, "features"), "a file in the way");
  const { asked, warnings } = await obtain(folder.path);
  deepStrictEqual([asked, warnings.length], [[0, 64, 128], 1]);
});
