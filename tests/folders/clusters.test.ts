import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { defaultRun } from "../../run/folder/default_run.ts";
import { umapMap } from "../../results/report/umap_map.ts";
import { chooseClusters } from "../../results/choose_clusters/choose_clusters.ts";
import { nearestNeighbours } from "../../search/knn.ts";
import { matrix } from "../../search/matrix.ts";
import { call } from "../cli/call.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode, flat } from "../datasets/images/encode.ts";
import { inFolder, listen, PLUGINS, trainBlobs } from "../run/training.ts";

const stop = () => new AbortController().signal;
const SMALL = ["dataset.options.size=8", "input.size=[8,8]"];

/** Pictures that differ. */
const patterns = (count: number) =>
  tree(Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `${i}.png`,
      encode(
        "png",
        9,
        9,
        (x, y) => [20 * ((x * (i % 3) + y) % 9), 25 * (i % 5), 20 * (x % (2 + i % 2))],
      ),
    ]),
  ));

const request = (target: string, run: string, set: readonly string[] = []) => ({
  target,
  run,
  runsFolder: run,
  overrides: { epochs: 1, set: [...SMALL, ...set] },
  environment: { dataFolder: run, backend: "wasm", threads: 1, plugins: [PLUGINS.blobs] },
});

for (const command of ["train", "sweep"]) {
  Deno.test(`crlc ${command} -k 1 is refused: one cluster says nothing`, async () => {
    const { code, stderr } = await call([command, "crlc/digits", "-k", "1"]);
    strictEqual(code, 2);
    match(stderr, /must be a whole number of at least 2.*and is "1"/);
  });
}

Deno.test("a recipe with one cluster is refused as well", () =>
  inFolder(async (run) => {
    await rejects(trainBlobs({ run, overrides: { set: ["clusters=1"] } }), {
      code: "BAD_OPTION",
      message: /two clusters at least, and 1 is asked for/,
    });
  }));

Deno.test("-k auto ends its range at the number of images, and says that few give a guess", () =>
  inFolder(async (run) => {
    await using folder = await patterns(10);
    const range = { low: 2, high: 20, auto: true };
    const found = await chooseClusters(request(folder.path, run), range, listen(), stop());
    ok("choice" in found);
    ok(found.choice.candidates.every(({ k }) => k <= 10));
    ok(found.choice.reasons.includes("10 images are few: this is a guess"));
    // A range that somebody has typed is kept to.
    await rejects(
      chooseClusters(request(folder.path, join(run, "x")), { low: 2, high: 20 }, listen(), stop()),
      { code: "TOO_FEW_IMAGES" },
    );
  }));

Deno.test("-k auto says of copies of one picture that they cannot be told apart", () =>
  inFolder(async (run) => {
    const one = encode("png", 9, 9, flat(20, 200, 90));
    await using folder = await tree(
      Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.png`, one])),
    );
    const range = { low: 2, high: 20, auto: true };
    await rejects(chooseClusters(request(folder.path, run), range, listen(), stop()), {
      code: "IMAGES_ALIKE",
      message: /cannot tell 12 of them apart/,
    });
  }));

Deno.test("a second number of clusters on a folder gets a run of its own name", () =>
  inFolder(async (runs) => {
    const plain = join(runs, "blobs-seed0");
    const named = (clusters?: number) => defaultRun(runs, { name: "blobs", clusters, seed: 0 });
    strictEqual(await named(4), plain);
    const { plan } = await trainBlobs({ run: plain });
    const first = plan.recipe.clusters!;
    strictEqual(await named(first), plain);
    strictEqual(await named(), plain);
    strictEqual(await named(first + 1), join(runs, `blobs-k${first + 1}-seed0`));
  }));

Deno.test("more epochs on a finished run are answered with --from", () =>
  inFolder(async (run) => {
    await trainBlobs({ run });
    await rejects(trainBlobs({ run, overrides: { epochs: 50, set: [] } }), {
      code: "RUN_OF_ANOTHER_RECIPE",
      hint: new RegExp(`--from \\S+ --run \\S+-more$`),
    });
  }));

Deno.test("a map by UMAP is drawn of any number of points from 1", async () => {
  for (const rows of [1, 2, 3, 4, 5, 11, 12, 14, 15, 16, 17]) {
    const points = matrix(
      Float32Array.from({ length: 3 * rows }, (_, i) => Math.sin(1 + i * i)),
      3,
    );
    const near = await nearestNeighbours(points, points, 15, { excludeSelf: true });
    const map = await umapMap(points, near, undefined as never, listen());
    strictEqual(map.length, 2 * rows);
    ok(map.every((at) => at >= 0 && at <= 1), `${rows}`);
  }
  deepStrictEqual(
    (await umapMap(
      matrix(new Float32Array(3), 3),
      undefined as never,
      undefined as never,
      listen(),
    )).length,
    2,
  );
});
