import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import type { CrlcError } from "../../../core/errors.ts";
import type { Dataset } from "../../../datasets/dataset.ts";
import { inMemory } from "../../../datasets/memory.ts";
import { matrix } from "../../../search/matrix.ts";
import { chooseShown } from "../../../results/report/choose_shown.ts";
import { confusionHtml } from "../../../results/report/confusion.ts";
import { curvesHtml } from "../../../results/report/curves.ts";
import { roomFor } from "../../../results/report/gather.ts";
import { linkTo } from "../../../results/report/link_to.ts";
import { shrink } from "../../../results/report/mosaic.ts";
import { pcaMap } from "../../../results/report/pca_map.ts";
import { planPictures } from "../../../results/report/plan_pictures.ts";
import { readLooked } from "../../../results/report/read_looked.ts";
import { reportPage, reportRuns } from "../../../results/report/report.ts";
import { warningsOf } from "../../../results/report/warnings.ts";
import { inFolder, listen, PLUGINS, trainBlobs } from "../../run/training.ts";
import { madeUp } from "./made_up.ts";

Deno.test("one page compares two runs and tells how each was made", async () => {
  await inFolder(async (folder) => {
    const runs = [join(folder, "a"), join(folder, "b")], file = join(folder, "both.html");
    await trainBlobs({ run: runs[0] });
    await trainBlobs({ run: runs[1], overrides: { seed: 7 }, stopAfter: 6 });
    const environment = { dataFolder: "", backend: "wasm", threads: 1, plugins: [PLUGINS.blobs] };
    for (const map of ["pca", "umap"] as const) {
      const reported = await reportRuns({ runs, file, environment, map, images: 60 }, listen());
      ok(reported.images > 30 && reported.images <= 60, String(reported.images));
      const html = await Deno.readTextFile(file);
      strictEqual(new TextEncoder().encode(html).length, reported.bytes);
      match(html, /How far the clusters agree/);
      match(html, /crlc train blobs --epochs 2 --seed 7 --plugin \S+ --run \S+b</);
      ok(!/\b(src|href)="(?!#|data:)/.test(html), "nothing is fetched");
      const data = JSON.parse(html.match(/id="data">(.*?)<\/script>/s)![1]);
      ok(reported.warnings.some((line) => line.startsWith(`${runs[1]}: `)), "it was stopped");
      strictEqual(data.sets.length, 1, "runs of the same images share their pictures");
      deepStrictEqual(data.runs.map(({ run }: { run: string }) => run), runs);
    }
  });
});

Deno.test("chooseShown() leaves room for later runs, and adds the ends of their clusters", () => {
  const found = (turn: number) => ({
    clusters: Int32Array.from({ length: 1000 }, (_, i) => (i + turn) % 4),
    confidence: Float32Array.from({ length: 1000 }, (_, i) => ((i + turn) * 7919) % 1000),
  });
  const first = chooseShown(found(0), 400, 2, undefined);
  strictEqual(first.length, 304);
  const other = found(501), second = chooseShown(other, 400, 2, first);
  ok(second.length > 304 && second.length <= 400);
  ok(first.every((index) => second.includes(index)));
  for (let cluster = 0; cluster < 4; cluster++) {
    const own = [...other.clusters.keys()].filter((i) => other.clusters[i] === cluster)
      .sort((a, b) => other.confidence[b] - other.confidence[a]);
    for (const end of [...own.slice(0, 5), ...own.slice(-5)]) ok(second.includes(end));
  }
  deepStrictEqual([...chooseShown(found(0), 1000, 2, undefined)], [...Array(1000).keys()]);
});

Deno.test("roomFor() keeps a page of many runs as small as a page of one", () => {
  ok(roomFor(1) >= 60_000);
  for (const runs of [1, 2, 4, 8, 16]) {
    const images = roomFor(runs);
    // Bytes of a picture and its name, by quality, as measured on CIFAR-10.
    const picture = images > 20_000 ? 262 : 340;
    ok(images * (picture + 91 * runs) < 25e6, `${runs} runs`);
  }
});

for (const [samples, clusters] of [[3, 1], [3, 1000], [2000, 3]]) {
  Deno.test(`a page of ${samples} images in ${clusters} clusters escapes what it shows`, async () => {
    const html = reportPage(await madeUp({ samples, clusters }));
    ok(html.includes("<h1>runs/made &lt;up&gt;</h1>"));
    const data = JSON.parse(html.match(/id="data">(.*?)<\/script>/s)![1]);
    strictEqual(data.sets[0].names.length, samples);
    strictEqual(data.runs[0].sizes.length, clusters);
    ok(!html.replace(/<script>.*<\/script>/s, "").includes("NaN"));
  });
}

Deno.test("planPictures() tells what pictures take before they are drawn, and refuses too much", async () => {
  await using dataset = inMemory({
    shape: [128, 128, 3],
    pixels: Uint8Array.from({ length: 128 * 128 * 3 }, (_, at) => (at * 7919) % 251),
    name: String,
  });
  const notes: string[] = [], observer = { ...listen(), note: (text: string) => notes.push(text) };
  const plan = (count: number, asked?: number) =>
    planPictures(dataset, new Uint32Array(count), count, asked, observer);
  deepStrictEqual(await plan(3, 200), { side: 128, quality: 60 });
  match(notes[0], /pictures at 128 pixels a side: they are not drawn larger/);
  match(notes[1], /^Pictures: 3 of 128 x 128 pixels, about \d/);
  deepStrictEqual(await plan(60_000), { side: 32, quality: 35 });
  await rejects(plan(60_000, 128), ({ code, hint }: CrlcError) => {
    strictEqual(code, "PAGE_TOO_LARGE");
    match(hint!, /^--images \d+, or a smaller --picture$/);
    return true;
  });
});

Deno.test("linkTo() leads from a page to the pictures of a folder that stays, and to no other", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "my #photos"), dataset = (root?: string) => ({ remarks: { root } });
    await Deno.mkdir(join(path, "train"), { recursive: true });
    await Deno.mkdir(join(folder, "runs/a"), { recursive: true });
    const from = join(folder, "runs/a");
    const link = (root: string | undefined, page: string | undefined = from) =>
      linkTo(dataset(root) as Dataset, { path }, page);
    strictEqual(await link(join(path, "train")), "../../my%20%23photos/train");
    strictEqual(await link(path, path), "");
    strictEqual(await link(join(folder, "unpacked")), undefined);
    strictEqual(await link(undefined), undefined);
    strictEqual(await linkTo(dataset(path) as Dataset, { path }, undefined), undefined);
  });
});

Deno.test("readLooked() reads names with commas and what spreadsheets take for formulas", async () => {
  await inFolder(async (run) => {
    deepStrictEqual(await readLooked(run), {});
    await Deno.writeTextFile(
      join(run, "duplicates.csv"),
      'group,image,cosine\n0,"a, ""b"".jpg",1\n0,./=1.jpg,0.99\n1,c.jpg,1\n1,d.jpg,0.98\n',
    );
    await Deno.writeTextFile(
      join(run, "outliers.csv"),
      "image,cosine,usual\nx,0.3,0.9\ny,0.1,0.9\n",
    );
    const group = (byFeatures: boolean, ...images: string[]) => ({ images, byFeatures });
    deepStrictEqual(await readLooked(run), {
      ranked: false,
      doubles: [group(true, 'a, "b".jpg', "=1.jpg"), group(true, "c.jpg", "d.jpg")],
      straysByEncoder: true,
      strays: ["y", "x"],
    });
    // As the commands write them: paths, the best of each group first.
    await Deno.writeTextFile(
      join(run, "duplicates.csv"),
      'group,image,best,how,width,height,bytes\n0,"/p/a, b.jpg",yes,near,9,9,1\n0,/p/c/d.jpg,,near,8,8,1\n1,/p/e,yes,exact,1,1,1\n1,/q/f,,features,1,1,1\n',
    );
    await Deno.writeTextFile(join(run, "outliers.csv"), "image,cosine\n/p/x,0.3\n");
    deepStrictEqual(await readLooked(run, "/p"), {
      ranked: true,
      doubles: [group(false, "a, b.jpg", "c/d.jpg"), group(true, "e", "/q/f")],
      straysByEncoder: false,
      strays: ["x"],
    });
  });
});

Deno.test("pcaMap() finds the direction in which points differ most", () => {
  const points = Array.from({ length: 50 }, (_, i) => [5, i * 0.01 * (i % 2 ? 1 : -1), i * 3]);
  const map = pcaMap(matrix(Float32Array.from(points.flat()), 3));
  const first = Array.from({ length: 50 }, (_, i) => map[2 * i]);
  const ascending = first[0] < first[49] ? first : first.toReversed();
  deepStrictEqual(ascending, ascending.toSorted((a, b) => a - b));
  deepStrictEqual([ascending[0], ascending[49]], [0, 1]);
});

Deno.test("pcaMap() puts equal points, and one point, in the middle", () => {
  deepStrictEqual([...pcaMap(matrix(new Float32Array(6).fill(2), 3))], [0.5, 0.5, 0.5, 0.5]);
  deepStrictEqual([...pcaMap(matrix(Float32Array.of(1), 1))], [0.5, 0.5]);
});

Deno.test("shrink() averages blocks, and leaves small images alone", () => {
  const pixels = Uint8Array.of(0, 100, 200, 100, 0, 100, 200, 100);
  const shape = { height: 2, width: 4, channels: 1 };
  deepStrictEqual([...shrink(pixels, shape, 2).pixels], [50, 150]);
  strictEqual(shrink(pixels, shape, 4).pixels, pixels);
});

Deno.test("warningsOf() tells a collapse, empty clusters and imbalance apart", () => {
  const sound = {
    clusters: 4,
    usedClusters: 4,
    entropy: 1.3,
    maxEntropy: 1.386,
    meanConfidence: 0.9,
    sizes: [5, 5, 5, 5],
  };
  deepStrictEqual(warningsOf(sound, true), []);
  match(warningsOf(sound, false)[0], /not finished/);
  match(warningsOf({ ...sound, usedClusters: 1 }, true)[0], /^Collapse/);
  match(warningsOf({ ...sound, usedClusters: 3 }, true)[0], /^1 of 4 clusters are empty/);
  match(warningsOf({ ...sound, sizes: [17, 1, 1, 1] }, true)[0], /^Imbalance: cluster 0/);
});

Deno.test("curvesHtml() draws a line a run and a band over sub-heads", () => {
  const curves = [1, 2].map((epoch) => ({
    epoch,
    stage: "s",
    terms: { loss: epoch, clusterLoss: [epoch, epoch + 1] },
  }));
  const html = curvesHtml([{ name: "a", curves }, { name: "b <i>", curves }]);
  strictEqual(html.match(/<polyline/g)?.length, 4);
  strictEqual(html.match(/<polygon/g)?.length, 2);
  ok(html.includes("a: from 1 to 2; b &lt;i&gt;: from 1 to 2"));
  match(curvesHtml([{ name: "a", curves: curves.slice(0, 1) }]), /loss <span class="dim">1</);
  const flat = curves.map((point) => ({ ...point, terms: { loss: 0 } }));
  match(curvesHtml([{ name: "a", curves: flat }]), /loss <span class="dim">0 throughout</);
  ok(html.includes("cluster loss") && html.includes("b &lt;i&gt;"));
  strictEqual(curvesHtml([{ name: "a", curves: [] }]), "");
});

Deno.test("confusionHtml() puts the matched cluster on the diagonal", async () => {
  const { images: [images], sets: [set] } = await madeUp({ samples: 4, clusters: 2 });
  strictEqual(confusionHtml(images, set), "");
  const html = confusionHtml({
    ...images,
    classOf: Int32Array.of(1, 0),
    confusion: Float64Array.of(0, 2, 1, 1),
  }, { classNames: ["<cat>", "dog"] });
  match(html, /&lt;cat&gt;<\/th><td class="heat10 matched">2<\/td>/);
  match(html, /dog<\/th><td>0<\/td><td>2<\/td><td>0\.500<\/td><td>0\.500<\/td>/);
});
