import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { findPart } from "../../parts/find_part.ts";
import { CRITICS } from "../../results/figures/kinds/critics.ts";
import { boundOf, trueInformation } from "../../results/figures/kinds/tightness.ts";
import { textWidth } from "../../results/figures/text_width.ts";
import { rasterise } from "../../results/figures/rasterise.ts";
import { againstPaper } from "../../results/reproduce/against_paper.ts";
import { readReproduceManifest } from "../../results/reproduce/manifest.ts";
import { confidentPrecision } from "../../results/reproduce/measures.ts";
import { ABSENT, REPRODUCIBLE } from "../../results/reproduce/names.ts";
import { planReproduction, type ReproduceRequest } from "../../results/reproduce/plan.ts";
import { difference } from "../../cli/actions/reproduced_lines.ts";
import { neighbourAgreement } from "../../results/neighbour_agreement.ts";
import { sweep } from "../../results/sweep.ts";
import { call } from "../cli/call.ts";
import { inFolder, listen, PLUGINS } from "../run/training.ts";

const SET = ['backbone={"widths":[4],"blocks":[1]}', "dataset.options.count=24", "batchSize=12"];
const blobs = ["--plugin", PLUGINS.blobs, "--backend", "cpu"];

Deno.test("every kind of figure of runs is drawn from a sweep; what it cannot be is said", () =>
  inFolder(async (folder) => {
    const runs = join(folder, "sweep");
    await sweep(
      {
        target: "blobs",
        overrides: { epochs: 2, snapshots: { every: 1 }, set: SET },
        ...{ grid: ["subHeads=1,2"], seeds: [0, 1], folder: runs },
        environment: { dataFolder: folder, backend: "cpu", plugins: [PLUGINS.blobs] },
      },
      listen(),
      new AbortController().signal,
    );
    const one = join(runs, "subHeads=2_seed0");
    const draw = async (kind: string, of: string, ...more: string[]) => {
      const file = join(folder, `${kind}${more.length}.vl.json`);
      const { code, stderr } = await call([
        "figure",
        kind,
        of,
        "--to",
        file,
        "-q",
        "--force",
        ...more,
        ...blobs,
      ]);
      return code === 0 ? JSON.parse(await Deno.readTextFile(file)) : stderr;
    };
    const curve = await draw("curve", runs);
    strictEqual(curve.title.text, "ACC by epoch");
    strictEqual(
      curve.title.subtitle.join(" ").includes("n = 2 seeds; mean ± standard deviation"),
      true,
    );
    strictEqual(curve.data.values.length, 2 * 2 * 2);
    const bound = await draw("curve", one, "--term", "featureInformation");
    // Two views of 12 images: log 23.
    ok(Math.abs(bound.layer.at(-1).data.values[0].ceiling - Math.log(23)) < 1e-12);
    const other = join(folder, "other");
    const words = ["train", "blobs", "--strategy", "crlc-head", "--epochs", "1", "--run", other];
    await call([...words, ...SET.flatMap((one) => ["--set", one]), "-q", ...blobs]);
    const both = await draw("curve", one, other, "--term", "loss");
    const panels = both.data.values.map(({ stage }: { stage: string }) => stage);
    deepStrictEqual([...new Set(panels)], ["crlc, cluster", "crlc-head, cluster"]);
    deepStrictEqual(both.resolve.scale, { x: "independent", y: "independent" });
    const bars = await draw("bars", runs);
    deepStrictEqual([...new Set(bars.data.values.map((row: { cell: string }) => row.cell))], [
      "subHeads=1",
      "subHeads=2",
    ]);
    const maps = await draw("maps", one, "--by", "cluster");
    strictEqual(maps.data.values.length, 24);
    for (const kind of ["cases", "confident"]) {
      const { data } = await draw(kind, one);
      ok(data.values[0].picture.startsWith("data:image/png;base64,"));
    }
    ok((await draw("labelled", one)).includes("[NO_LABELS_USED]"));
    ok((await draw("cases", runs)).includes("[WRONG_RUNS]"));
    ok((await draw("curve", one, "--term", "featureInformatio")).includes("did you mean"));
    ok((await draw("curve", one, "--by", "class")).includes("--by: curve takes none"));
    // Scored on another split than the others, as by a sweep with --score.
    const summary = join(runs, "summary.json");
    const told = JSON.parse(await Deno.readTextFile(summary));
    told.runs[0].split = "test";
    await Deno.writeTextFile(summary, JSON.stringify(told));
    ok((await draw("bars", runs)).includes("[SPLITS_DIFFER]"));
    strictEqual((await draw("maps", one, "--map", "tsne")).data.values.length, 24);
    const within = ["figure", "critics", "--to", join(one, "recipe.json", "x.vl.json")];
    ok((await call(within)).stderr.includes("[CANNOT_WRITE]"));
    const again = ["figure", "bars", runs, "--to", join(folder, "bars0.vl.json"), ...blobs];
    ok((await call(again)).stderr.includes("[FILE_EXISTS]"));
    ok(
      (await call(["figure", "critics", "--to", join(folder, "x.json")])).stderr.includes(
        "[BAD_FIGURE_FILE]",
      ),
    );
  }));

Deno.test({
  name: "an SVG has the same bytes twice, and nothing is left of the libraries",
  ignore: findPart("vega") === undefined,
  async fn() {
    const { drawSvg } = await import("../../results/figures/vega.ts");
    // With a legend of a gradient, whose names a process counts.
    const spec = {
      data: { values: [{ x: 1, y: 2 }, { x: 2, y: 3 }] },
      mark: "rect",
      encoding: { x: { field: "x" }, color: { field: "y", type: "quantitative" } },
    };
    const [a, b] = [await drawSvg(spec), await drawSvg(spec)];
    ok(a === b);
    ok(!("vega" in globalThis) && !("vegaLite" in globalThis));
  },
});

Deno.test("a PNG and a PDF are pictures of an SVG, and nobody else's SVG can be read", async () => {
  const svg = new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="red"/></svg>',
  );
  const png = await rasterise(svg, "png");
  const view = new DataView(png.buffer, png.byteOffset);
  deepStrictEqual([view.getUint32(16), view.getUint32(20)], [80, 40]);
  const pdf = new TextDecoder("latin1").decode(await rasterise(svg, "pdf"));
  ok(pdf.startsWith("%PDF-1.4") && pdf.includes("/MediaBox [0 0 20.00 10.00]"));
  const at = Number(/startxref\n(\d+)/.exec(pdf)![1]);
  ok(pdf.slice(at).startsWith("xref"));
  const { sharp } = await import("../../datasets/images/libvips.ts");
  await rejects(sharp(svg, {}).png().toBuffer());
});

Deno.test("texts are taken for as wide as Helvetica draws them", () => {
  // Adobe's widths of i, m and a space, 222 + 833 + 278.
  ok(Math.abs(textWidth("im ", 10, false) - 13.33 * 1.18) < 1e-9);
  ok(textWidth("im ", 10, true) > textWidth("im ", 10, false));
});

Deno.test("critics and bounds: log_dot is largest at equal one-hot rows, and reaches the truth", () => {
  strictEqual(CRITICS.log_dot([1, 0], [1, 0]), 0);
  ok(CRITICS.dot([0.5, 0.5], [0.5, 0.5]) < CRITICS.dot([1, 0], [1, 0]));
  ok(Math.abs(CRITICS.neg_jsd([1, 0], [0, 1]) + Math.log(2)) < 1e-12);
  const sum = (p: readonly number[], q: readonly number[]) =>
    Math.log(p.reduce((total, x, i) => total + x * q[i], 0));
  const bound = boundOf(sum, 256);
  ok(bound < trueInformation() + 0.02 && bound > trueInformation() - 0.05);
});

Deno.test("plans are whole, and a plan of anybody is refused with what is wrong", async () => {
  for (const name of REPRODUCIBLE) ok((await readReproduceManifest(name)).about.length > 0);
  await rejects(readReproduceManifest("table9"), { code: "BAD_MANIFEST_FILE", hint: /table1/ });
  await rejects(readReproduceManifest("table4"), {
    message: /lists data sets, which crlc datasets/,
  });
  for (const name of Object.keys(ABSENT)) ok(!REPRODUCIBLE.some((known) => known === name));
  // Those of the paper's size have recipes for every set, too.
  for (const name of REPRODUCIBLE) {
    const request = { name, size: "paper" as const, folder: "nowhere", environment: {} };
    const { plan } = await planReproduction(request as ReproduceRequest);
    for (const { seconds } of plan) ok(seconds! > 0, name);
  }
  const open = JSON.parse(await Deno.readTextFile(new URL("./plan.json", import.meta.url)));
  delete open.claims[0].less;
  await inFolder(async (folder) => {
    const file = join(folder, "plan.json");
    await Deno.writeTextFile(file, JSON.stringify(open));
    await rejects(readReproduceManifest(file), { message: /either "less" or "than"/ });
  });
  const [row] = againstPaper({ acc: { mean: 0.7, sd: 0.02 } }, { acc: [0.73, 0.01] });
  strictEqual(row.verdict, "within two standard deviations");
  const near = againstPaper({ acc: { mean: 0.7, sd: 0 } }, { acc: [0.71, 0.01] });
  strictEqual(near[0].verdict, "within one standard deviation");
  strictEqual(
    againstPaper({ acc: { mean: 0.9, sd: 0 } }, { acc: [0.7, 0.01] })[0].verdict,
    "higher",
  );
});

Deno.test("all small plans share their runs, and fit two hours of two cores", () =>
  inFolder(async (folder) => {
    const { stdout } = await call([
      ...["reproduce", "all", "--dry-run", "--json", "--run", folder],
    ]);
    const { plan }: { plan: { folder: string; recipe: string; seconds: number }[] } = JSON.parse(
      stdout,
    );
    const folders = plan.map(({ folder }) => folder);
    strictEqual(new Set(folders).size, folders.length);
    // Of the plain recipe there is one set of runs, whichever plans want it.
    const plain = (await readReproduceManifest("fig2")).small.settings.crlc ?? [];
    const ofCrlc = plan.filter((own) =>
      own.recipe === "crlc/digits" &&
      JSON.stringify((own as { settings?: unknown }).settings) === JSON.stringify(plain)
    );
    strictEqual(ofCrlc.length, 1);
    ok(plan.reduce((sum, { seconds }) => sum + seconds, 0) < 2 * 3600);
  }));

Deno.test("claims are measured by confidence and by neighbours, and told in points or as ratios", () => {
  strictEqual(difference(-0.125, "acc"), "−12.5");
  strictEqual(difference(-0.125, "class-silhouette"), "−0.125");
  strictEqual(difference(-1, "epoch-speed"), "×0.500");
  const of = {
    labels: Int32Array.of(0, 1, 0, 1),
    clusters: Int32Array.of(3, 4, 4, 4),
    confidence: Float32Array.of(0.9, 0.8, 0.5, 0.4),
    classOf: (cluster: number) => cluster === 3 ? 0 : 1,
  };
  // Both of the surer half are right, and one of the others.
  strictEqual(confidentPrecision(of), 0.5);
  const near = { queries: 2, k: 3, indices: Int32Array.of(1, 2, 3, 0, 2, 3) };
  // The first image is in a cluster of its own, the second in that of its neighbours.
  strictEqual(neighbourAgreement(near, of.clusters, of.clusters), 0.5);
});

Deno.test("a plan of one's own is shown, run and not run twice", () =>
  inFolder(async (folder) => {
    const plan = join(folder, "plan.json"), runs = join(folder, "runs");
    const recipe = JSON.parse(await Deno.readTextFile(new URL("./plan.json", import.meta.url)));
    recipe.variants.elsewhere = { ...recipe.variants.one, on: { digits: null } };
    recipe.claims.push({ says: "more", more: "elsewhere", less: "one", slack: 0 });
    await Deno.writeTextFile(plan, JSON.stringify(recipe));
    const words = ["reproduce", plan, "--run", runs, "-q", "--json", "--backend", "cpu"];
    const dry = JSON.parse((await call([...words, "--dry-run"])).stdout);
    deepStrictEqual([dry.finished, dry.plan.length, dry.plan[0].done], [false, 2, 0]);
    const begun = await call(words.filter((word) => word !== "-q"));
    ok(/Left to run: .* as expected of 2 cores/.test(begun.stderr), begun.stderr);
    const whole = JSON.parse(begun.stdout);
    strictEqual(whole.finished, true);
    strictEqual(whole.claims[0].says, "three starts do as well as one");
    strictEqual(whole.claims.length, 1);
    ok(begun.stderr.includes(`"more" is left out, since a recipe that it takes has no such set`));
    ok((await Deno.readTextFile(whole.figures[0])).includes("Scores"));
    const drawn = findPart("vega") !== undefined;
    strictEqual(whole.pictures.length, drawn ? 1 : 0);
    for (const file of whole.pictures) ok((await Deno.readTextFile(file)).startsWith("<svg"));
    const again = JSON.parse((await call([...words, "--dry-run"])).stdout);
    deepStrictEqual([again.finished, again.plan[0].done], [true, 2]);
    const { stdout } = await call(["reproduce", plan, "--run", runs, "-q", "--backend", "cpu"]);
    ok(/three starts do as well as one/.test(stdout) && /Reduced runs/.test(stdout));
    ok(stdout.includes(drawn ? "plan-digits-bars.svg" : "crlc parts add vega"), stdout);
  }));
