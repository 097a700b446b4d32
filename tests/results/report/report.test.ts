import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { matrix } from "../../../search/matrix.ts";
import { chooseShown } from "../../../results/report/choose_shown.ts";
import { confusionHtml } from "../../../results/report/confusion.ts";
import { curvesHtml } from "../../../results/report/curves.ts";
import { roomFor } from "../../../results/report/gather.ts";
import { shrink } from "../../../results/report/mosaic.ts";
import { pcaMap } from "../../../results/report/pca_map.ts";
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
