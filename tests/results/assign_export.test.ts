import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { isAbsolute, join } from "node:path";
import type { Environment } from "../../run/parts/environment.ts";
import { assignedCsv, assignImages } from "../../results/assign.ts";
import { quoteCell } from "../../run/train/assignments.ts";
import { embed } from "../../results/embed.ts";
import { exportRun } from "../../results/export/export.ts";
import { encodePng } from "../../results/export/png.ts";
import { safeName } from "../../results/export/safe_name.ts";
import { nameClusters } from "../../results/names/names.ts";
import { openRun } from "../../results/open_run.ts";
import { decodeSafetensors } from "../../run/folder/safetensors.ts";
import { inFolder, listen, PLUGINS, trainBlobs } from "../run/training.ts";

const environment: Environment = {
  dataFolder: "",
  backend: "wasm",
  threads: 1,
  plugins: [PLUGINS.blobs],
};

Deno.test("what export draws is assigned to the cluster it was exported from", async () => {
  await inFolder(async (folder) => {
    const run = join(folder, "run"), to = join(folder, "out");
    await trainBlobs({ run });
    const exported = await exportRun({ run, to, environment, images: "link" }, listen());
    strictEqual(exported.images, "drawn");
    await Deno.writeTextFile(join(to, "clusters", "broken.png"), "no image");
    const { images, quarantined } = await assignImages(
      { run, environment, paths: [join(to, "clusters")] },
      listen(),
    );
    strictEqual(images.length, exported.samples);
    for (const { path, cluster, novelty } of images) {
      ok(path.includes(`/clusters/${cluster}/`), `${path} is in ${cluster}`);
      ok(novelty >= 0 && novelty <= 1);
    }
    deepStrictEqual(quarantined.map(({ path }) => path), [join(to, "clusters", "broken.png")]);
    const { tensors } = decodeSafetensors(await Deno.readFile(join(to, "features.safetensors")));
    strictEqual(tensors.features.shape[0], exported.samples);
    const { labels, classes } = JSON.parse(
      await Deno.readTextFile(join(to, "fiftyone", "labels.json")),
    );
    strictEqual(Object.keys(labels).length, exported.samples);
    // As FiftyOne writes absolute paths itself; it imports them where there is a folder "data".
    for (const path of Object.keys(labels)) ok(isAbsolute(path) && Deno.statSync(path).isFile);
    ok(Deno.statSync(join(to, "fiftyone", "data")).isDirectory);
    strictEqual(classes.length, exported.clusters);
    await rejects(exportRun({ run, to, environment, images: "none" }, listen()), {
      code: "NOT_EMPTY",
    });
  });
});

Deno.test("features are kept, made again where damaged, and not needed to be kept", async () => {
  await inFolder(async (folder) => {
    const run = join(folder, "run"), kept = join(run, "embeddings.safetensors");
    await trainBlobs({ run, overrides: { epochs: 1 } });
    const embedded = async () => {
      const observer = listen();
      await using open = await openRun(run, environment, observer);
      await using dataset = await open.openSplit();
      const { features } = await embed(open, dataset, observer);
      return { features, warnings: observer.warnings };
    };
    const first = await embedded();
    const bytes = await Deno.readFile(kept);
    deepStrictEqual((await embedded()).features, first.features);
    await Deno.writeFile(kept, bytes.subarray(0, 100));
    deepStrictEqual((await embedded()).features, first.features);
    deepStrictEqual(await Deno.readFile(kept), bytes);

    await Deno.remove(kept);
    await Deno.mkdir(kept);
    const { features, warnings } = await embedded();
    deepStrictEqual(features, first.features);
    ok(warnings.some((warning) => warning.startsWith("The features are not kept")));
  });
});

Deno.test("assigning ends with a reason where there is nothing to assign", async () => {
  await inFolder(async (folder) => {
    const run = join(folder, "run"), empty = join(folder, "empty");
    await Deno.mkdir(empty);
    await trainBlobs({ run, overrides: { epochs: 1 } });
    const assign = (path: string) => assignImages({ run, environment, paths: [path] }, listen());
    await rejects(assign(empty), { code: "NO_IMAGES" });
    await rejects(assign(join(empty, "nowhere.png")), { code: "NO_SUCH_IMAGE" });
    await Deno.writeTextFile(join(empty, "a.png"), "not a picture");
    await rejects(assign(empty), { code: "NO_USABLE_IMAGES" });
  });
});

Deno.test("cluster folders link to a person's own files, whatever their names", async () => {
  await inFolder(async (folder) => {
    const photos = join(folder, "photos"), run = join(folder, "run"), to = join(folder, "out");
    await Deno.mkdir(photos);
    const names = [`<img src=x onerror=alert(1)>.png`, "Zürich 東京.png", 'a"b,c.png'];
    for (const [i, name] of names.entries()) {
      const pixels = new Uint8Array(8 * 8 * 3).fill(60 * (i + 1));
      const png = await encodePng(pixels, { height: 8, width: 8, channels: 3 });
      await Deno.writeFile(join(photos, name), png);
    }
    const recipe = join(folder, "recipe.json");
    await Deno.writeTextFile(
      recipe,
      JSON.stringify({
        dataset: { name: "folder", options: { path: photos, size: 8 } },
        clusters: 2,
        input: { size: [8, 8] },
        options: { backbone: { widths: [8], blocks: [1], stem: "cifar" }, batchSize: 2 },
      }),
    );
    await trainBlobs({ run, target: recipe, overrides: { epochs: 1 } });
    for (const among of ["sorted", "a/..b", "."]) {
      await rejects(
        exportRun({ run, to: join(photos, among), environment, images: "none" }, listen()),
        { code: among === "." ? "NOT_EMPTY" : "AMONG_IMAGES" },
      );
    }
    const { files } = await exportRun({ run, to, environment, images: "link" }, listen());
    ok(files.includes("assignments.csv"));
    const links = [];
    for (const { name: cluster } of Deno.readDirSync(join(to, "clusters"))) {
      for (const entry of Deno.readDirSync(join(to, "clusters", cluster))) {
        ok(entry.isSymlink);
        links.push(await Deno.readLink(join(to, "clusters", cluster, entry.name)));
      }
    }
    deepStrictEqual(links.sort(), names.map((name) => join(photos, name)).sort());
    strictEqual([...Deno.readDirSync(photos)].length, names.length);
    const assigned = await assignImages({ run, environment, paths: [photos] }, listen());
    strictEqual(assignedCsv(assigned).split("\n").length, 1 + names.length + 1);
    // A picture that was moved is where it was moved, also where it is given by its path.
    const moved = { set: ["+1=mine"], merge: [], split: [], move: [`${names[1]}=+1`] };
    await nameClusters({ run, environment, ...moved }, listen());
    const again = await assignImages({ run, environment, paths: [photos] }, listen());
    const mine = again.images.filter((image) => image.moved);
    deepStrictEqual(mine.map(({ path, name }) => [path, name]), [[join(photos, names[1]), "mine"]]);
    ok(assignedCsv(again).includes(",mine,yes\n"));
    const sorted = join(folder, "sorted");
    const { clusters } = await exportRun(
      { run, to: sorted, environment, images: "link" },
      listen(),
    );
    strictEqual(clusters, 3);
    ok(Deno.lstatSync(join(sorted, "clusters", "2_mine", `000001_${names[1]}`)).isSymlink);
  });
});

Deno.test("too few images for a network that normalises by those it sees together are told", async () => {
  await inFolder(async (folder) => {
    const run = join(folder, "run"), recipe = join(folder, "recipe.json");
    const network = { convolutions: [[4], []], padding: "same" };
    await Deno.writeTextFile(
      recipe,
      JSON.stringify({
        strategy: "ddc-reduced",
        dataset: { name: "blobs" },
        clusters: 4,
        input: { size: [8, 8] },
        options: { network, epochs: 1, batchSize: 64 },
      }),
    );
    await trainBlobs({ run, target: recipe, overrides: { epochs: 1 } });
    const pixels = Uint8Array.from({ length: 192 }, (_, i) => i);
    const png = await encodePng(pixels, { height: 8, width: 8, channels: 3 });
    const paths = Array.from({ length: 257 }, (_, i) => join(folder, `${i}.png`));
    for (const path of paths) await Deno.writeFile(path, png);
    /** What is told of so many images. */
    const told = async (count: number) => {
      const observer = listen();
      await assignImages({ run, environment, paths: paths.slice(0, count) }, observer);
      return observer.warnings;
    };
    match((await told(1)).join(), /^1 image is seen alone, and ddc-reduced normalises/);
    match((await told(3)).join(), /^only 3 images are seen together/);
    // No batch holds the last one alone.
    deepStrictEqual(await told(257), []);
  });
});

Deno.test("quoteCell() keeps a name from being taken for a formula, and names the same file", () => {
  strictEqual(quoteCell("=1+1.png"), "./=1+1.png");
  strictEqual(quoteCell("@a,b.png"), '"./@a,b.png"');
  strictEqual(quoteCell('a"b=c.png'), '"a""b=c.png"');
});

Deno.test("safeName() keeps a name to one short file name", () => {
  strictEqual(safeName("a/b\\c.jpg", 7), "000007_a_b_c.jpg");
  strictEqual(safeName("../..", 1), "000001_.._..");
  strictEqual(safeName("digits#3", 3, ".png"), "000003_digits#3.png");
  ok(new TextEncoder().encode(safeName("東".repeat(300), 0)).length <= 255);
});
