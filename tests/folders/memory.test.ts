import { deepStrictEqual, match, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { doctorLines } from "../../cli/actions/doctor.ts";
import { ofMemory } from "../../cli/process/launch.ts";
import { cgroupLimit, memoryLimit } from "../../core/memory_limit.ts";
import { processMemory } from "../../core/process_memory.ts";
import { dryRun } from "../../machine/dry_run.ts";
import { openBackend } from "../../run/parts/open_backend.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { readRecipe, writtenRecipe } from "../../run/recipe/recipe.ts";
import { openSplit, resolveRecipe } from "../../run/recipe/task.ts";
import { fitBatch, type Fitting, namesBatch } from "../../run/train/fit_batch.ts";
import { requireSameRecipe } from "../../run/folder/run_folder.ts";
import { openSession } from "../../cli/session.ts";
import { testIo } from "../cli/call.ts";
import { listen, PLUGINS } from "../run/training.ts";

const MEBIBYTE = 2 ** 20;

Deno.test("the limit of a cgroup is what lies below the machine's memory", () => {
  strictEqual(memoryLimit(700 * MEBIBYTE, 8000 * MEBIBYTE), 700 * MEBIBYTE);
  for (const none of [0, 2 ** 63, 9000 * MEBIBYTE]) {
    strictEqual(memoryLimit(none, 8000 * MEBIBYTE), undefined);
  }
  ok(processMemory().peak > 10 * MEBIBYTE);
});

/** Files as a system has them, by what is written in them. */
const GROUPS: Readonly<Record<string, readonly [Record<string, string>, number | undefined]>> = {
  "v2, of a container": [
    { "/proc/self/cgroup": "0::/\n", "/sys/fs/cgroup/memory.max": "734003200\n" },
    700 * MEBIBYTE,
  ],
  "v2, of a group around the own one": [{
    "/proc/self/cgroup": "0::/user.slice/a.scope\n",
    "/sys/fs/cgroup/user.slice/a.scope/memory.max": "max\n",
    "/sys/fs/cgroup/user.slice/memory.max": "734003200\n",
  }, 700 * MEBIBYTE],
  "v2, the smallest of several": [{
    "/proc/self/cgroup": "0::/a/b\n",
    "/sys/fs/cgroup/a/b/memory.max": "944000000\n",
    "/sys/fs/cgroup/a/memory.max": "734003200\n",
  }, 700 * MEBIBYTE],
  "v2, without a limit": [
    { "/proc/self/cgroup": "0::/a\n", "/sys/fs/cgroup/a/memory.max": "max\n" },
    undefined,
  ],
  "v1, beside other controllers": [{
    "/proc/self/cgroup": "9:name=systemd:/\n4:cpu,memory:/box\n3:cpuset:/\n0::/\n",
    "/sys/fs/cgroup/memory/box/memory.limit_in_bytes": "734003200\n",
    "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
  }, 700 * MEBIBYTE],
  "v1, of a container that sees its own group as the root": [{
    "/proc/self/cgroup": "4:memory:/docker/0123\n",
    "/sys/fs/cgroup/memory/memory.limit_in_bytes": "734003200\n",
  }, 700 * MEBIBYTE],
  "no system that has any": [{}, undefined],
  "a text that is none": [{ "/proc/self/cgroup": "nonsense\n::\n0::" }, undefined],
};

for (const [what, [files, limit]] of Object.entries(GROUPS)) {
  Deno.test(`the limit of a cgroup is read: ${what}`, () => {
    strictEqual(cgroupLimit((path) => files[path]), limit);
  });
}

Deno.test("a second process keeps to little memory, but where a native library computes", () => {
  const { MALLOC_ARENA_MAX, MALLOC_TRIM_THRESHOLD_ } = ofMemory({ ffi: ["/decoder"] });
  deepStrictEqual([MALLOC_ARENA_MAX, MALLOC_TRIM_THRESHOLD_], ["2", "131072"]);
  strictEqual(ofMemory({ ffi: true }).MALLOC_ARENA_MAX, undefined);
});

Deno.test("crlc doctor tells what a container or cgroup allows of the memory", () => {
  const lines = (memoryLimitBytes?: number) =>
    doctorLines({
      ...{ schemaVersion: 1, versions: {}, backends: [], folders: [], installation: [] },
      machine: { os: "linux", arch: "x86_64", cores: 2, memoryBytes: 2 ** 34, memoryLimitBytes },
      encoders: [],
      mpi: [],
    }, openSession([], testIo())).join("\n");
  match(
    lines(700 * MEBIBYTE),
    /16\.0 GiB of memory, of which a container or cgroup allows 700 MiB$/m,
  );
  match(lines(), /16\.0 GiB of memory$/m);
});

Deno.test("a batch counts as named where --set names it", () => {
  for (const set of ["batchSize=64", "options.batchSize=64"]) ok(namesBatch({ set: [set] }));
  ok(!namesBatch({ set: ["labelled.batchSize=9", "epochs=3"] }));
  ok(!namesBatch(undefined));
});

/** Blobs with a batch of 256, and what fits a limit beyond what this process holds. */
async function fit(
  extra: number,
  named: boolean,
  fitted?: number,
  more: Partial<Pick<Fitting, "limit" | "holds">> = {},
) {
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
    { catalog, dataset, backend, named, limit, existing, ...more },
    { ...observer, note: (text) => void notes.push(text) },
  );
  return { batch: found.options.batchSize, notes, fitted: found.fitted, found, recipe };
}

/** A limit of 700 MiB, of which steps hold 400 and one for each image. */
const TIGHT = {
  limit: 700 * MEBIBYTE,
  holds: ({ options }: { options: Record<string, unknown> }) =>
    Promise.resolve((400 + Number(options.batchSize)) * MEBIBYTE),
};

Deno.test("a dry run times the batch that training would take", async () => {
  const notes: string[] = [];
  const { recipe, stages } = await dryRun(
    {
      target: "blobs",
      overrides: {
        set: ['backbone={"widths":[4],"blocks":[1],"stem":"cifar","stemStride":2}', "subHeads=1"],
      },
      environment: {
        ...{ dataFolder: "/nowhere", backend: "wasm", threads: 1, plugins: [PLUGINS.blobs] },
      },
    },
    { ...listen(), note: (text) => void notes.push(text) },
    // Room for a batch of 40, where the recipe has 64.
    { ...TIGHT, limit: 540 * MEBIBYTE },
  );
  deepStrictEqual([recipe.options.batchSize, recipe.fitted?.batchSize], [32, 64]);
  ok(stages.length > 0);
  strictEqual(
    notes.filter((note) => /^note: batches of 32 images, not of 64/.test(note)).length,
    1,
  );
});

Deno.test("a batch that does not fit is halved until it does, which is told once and written down", async () => {
  const { batch, notes, fitted, found, recipe } = await fit(0, false, undefined, TIGHT);
  strictEqual(batch, 128);
  deepStrictEqual(notes, [
    "note: batches of 128 images, not of 256: more would not fit the 700 MiB of memory that this " +
    "container or cgroup allows; the run's recipe says so",
  ]);
  deepStrictEqual(fitted, { batchSize: 256, limit: TIGHT.limit });
  // What is written down can be read again.
  deepStrictEqual(writtenRecipe(found, "run").fitted, fitted);
  // The same command goes on with the run, where there is more memory too.
  const again = await fit(4000 * MEBIBYTE, false, 128);
  const manifest = (own: unknown) => ({ recipe: own, data: { digest: "x" } }) as never;
  const kept = { ...again.found, fitted }, images = { digest: "x", length: 4000 };
  requireSameRecipe("run", manifest(found), kept, images);
  deepStrictEqual(again.notes, []);
  throws(() => requireSameRecipe("run", manifest(found), recipe, images));
});

Deno.test("a batch that a person has named is not changed: what would fit is told", async () => {
  await rejects(fit(0, true, undefined, TIGHT), {
    code: "MEMORY_TOO_SMALL",
    exitCode: 7,
    message: /batches of 256 images: .* and only 195 do/,
    hint: /--set batchSize=195; or allow more memory/,
  });
});

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
