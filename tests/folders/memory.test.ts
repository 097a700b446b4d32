import { match, ok, rejects, strictEqual } from "node:assert/strict";
import { memoryLimit } from "../../core/memory_limit.ts";
import { processMemory } from "../../core/process_memory.ts";
import { openBackend } from "../../run/parts/open_backend.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { readRecipe } from "../../run/recipe/recipe.ts";
import { openSplit, resolveRecipe } from "../../run/recipe/task.ts";
import { fitBatch, namesBatch } from "../../run/train/fit_batch.ts";
import { listen, PLUGINS } from "../run/training.ts";

const MEBIBYTE = 2 ** 20;

Deno.test("the limit of a cgroup is what lies below the machine's memory", () => {
  strictEqual(memoryLimit(700 * MEBIBYTE, 8000 * MEBIBYTE), 700 * MEBIBYTE);
  for (const none of [0, 2 ** 63, 9000 * MEBIBYTE]) {
    strictEqual(memoryLimit(none, 8000 * MEBIBYTE), undefined);
  }
  ok(processMemory().peak > 10 * MEBIBYTE);
});

Deno.test("a batch counts as named where --set names it", () => {
  for (const set of ["batchSize=64", "options.batchSize=64"]) ok(namesBatch({ set: [set] }));
  ok(!namesBatch({ set: ["labelled.batchSize=9", "epochs=3"] }));
  ok(!namesBatch(undefined));
});

/** Blobs with a batch of 256, and what fits a limit beyond what this process holds. */
async function fit(extra: number, named: boolean, fitted?: number) {
  const catalog = await openCatalog([PLUGINS.blobs]);
  const wanted = await readRecipe(catalog, "blobs", {
    set: ["batchSize=256", "dataset.options.count=512"],
  });
  const environment = {
    dataFolder: "/nowhere",
    backend: "wasm",
    threads: 1,
    plugins: [PLUGINS.blobs],
  };
  await using backend = (await openBackend(catalog, environment)).backend;
  const observer = listen(), notes: string[] = [];
  await using dataset = await openSplit(catalog, wanted, environment, observer);
  const recipe = await resolveRecipe(wanted, dataset);
  const limit = extra < 0 ? 50 * MEBIBYTE : processMemory().peak / 0.85 + extra;
  const existing = fitted === undefined ? undefined : {
    recipe: {
      ...recipe,
      options: { ...recipe.options, batchSize: fitted },
      fitted: { batchSize: 256, limit: 9 },
    },
  } as never;
  const found = await fitBatch(
    recipe,
    { catalog, dataset, backend, named, limit, existing },
    { ...observer, note: (text) => void notes.push(text) },
  );
  return { batch: found.options.batchSize, notes, fitted: found.fitted };
}

Deno.test("a batch that fits the memory allowed stays as it is", async () => {
  const { batch, notes, fitted } = await fit(4000 * MEBIBYTE, false);
  strictEqual(batch, 256);
  strictEqual(notes.length, 0);
  strictEqual(fitted, undefined);
});

Deno.test("where no batch fits, or one that is named does not, training is refused with 7", async () => {
  await rejects(fit(-1, false), {
    code: "MEMORY_TOO_SMALL",
    exitCode: 7,
    message: /batches of 256 images: they must fit the 50 MiB of memory.*not even small ones do/,
  });
  await rejects(fit(-1, true), { code: "MEMORY_TOO_SMALL" });
});

Deno.test("a run that goes on keeps the batch that was made to fit", async () => {
  const { batch, fitted } = await fit(4000 * MEBIBYTE, false, 64);
  strictEqual(batch, 64);
  strictEqual(fitted?.batchSize, 256);
  match(JSON.stringify(fitted), /"limit":9/);
});
