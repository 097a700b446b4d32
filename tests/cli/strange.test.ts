import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { encoderOf } from "../../results/export/png.ts";
import { inFolder, PLUGINS } from "../run/training.ts";
import { call, type Called } from "./call.ts";

const crlc = (...args: string[]) =>
  call([...args, "--plugin", PLUGINS.blobs], {
    env: { CRLC_BACKEND: "wasm", CRLC_THREADS: "1" },
    columns: 80,
  });

/** Train one epoch, evaluate, report. */
async function through(
  run: string,
  target: string,
  ...more: string[]
): Promise<{ shown: Called; html: string; data: Page }> {
  const trained = await crlc(
    "train",
    target,
    "--run",
    run,
    "--epochs",
    "1",
    "--no-cache",
    ...more,
  );
  strictEqual(trained.code, 0, trained.stderr);
  const shown = await crlc("eval", run, "--no-yardstick");
  strictEqual(shown.code, 0, shown.stderr);
  const reported = await crlc("report", run);
  strictEqual(reported.code, 0, reported.stderr);
  const html = await Deno.readTextFile(join(run, "report.html"));
  ok(!/NaN|Infinity|undefined/.test(html.replace(/<script>.*/s, "")), "no number is missing");
  return { shown, html, data: JSON.parse(html.match(/id="data">(.*?)<\/script>/s)![1]) };
}

type Page = {
  sets: [{ names: string[] }];
  runs: [{ sizes: number[]; k: number }];
};

async function writeImages(folder: string, names: readonly string[]): Promise<string> {
  await Deno.mkdir(folder);
  for (const [i, name] of names.entries()) {
    const rgba = Uint8Array.from({ length: 4 * 64 }, (_, at) => at % 4 === 3 ? 255 : at * i % 256);
    const png = await (await encoderOf(rgba, { height: 8, width: 8 })).png();
    await Deno.writeFile(join(folder, name), png);
  }
  return folder;
}

const HOSTILE = [
  "<img src=x onerror=alert(1)>.png",
  "Zürich 東京 🎈.png",
  "\x1b[31m\u202egnp.png",
];

for (const clusters of [2, 3]) {
  Deno.test(`three images of hostile names go from training to a report, in ${clusters} clusters`, () =>
    inFolder(async (folder) => {
      const images = await writeImages(join(folder, "<b>東京"), HOSTILE);
      const run = join(folder, "run <i>ü");
      const { shown, html, data } = await through(run, images, "-k", String(clusters));
      match(shown.stdout, new RegExp(`\\d of ${clusters} used`));
      deepStrictEqual(data.sets[0].names.toSorted(), HOSTILE.toSorted());
      deepStrictEqual(data.runs[0].sizes.reduce((a, b) => a + b, 0), 3);
      strictEqual(data.runs[0].k, 2);
      ok(!html.includes("<img") && !html.includes("<i>"));
      const near = await crlc("neighbors", run, "0", "1", "2");
      strictEqual(near.code, 0, near.stderr);
      ok(!near.stdout.includes("\x1b[31m\u202e"), "no colour of a file's name");
    }));
}

Deno.test("-k auto on three images says which range can be looked through", () =>
  inFolder(async (folder) => {
    const images = await writeImages(join(folder, "three"), HOSTILE);
    const run = join(folder, "run");
    const words = ["-k", "auto", "--epochs", "1", "--run", run, "--no-cache"];
    const { code, stderr } = await crlc("train", images, ...words);
    strictEqual(code, 2);
    match(stderr, /TOO_FEW_IMAGES/);
    match(stderr, /-k 2\.\.N/);
  }));

Deno.test("a thousand clusters go from training to a report, most of them empty", () =>
  inFolder(async (folder) => {
    const recipe = join(folder, "many.json");
    await Deno.writeTextFile(
      recipe,
      JSON.stringify({
        like: "blobs",
        about: "more clusters than there are kinds",
        dataset: { name: "blobs", options: { count: 1000 } },
        clusters: 1000,
      }),
    );
    const run = join(folder, "run");
    const { shown, html, data } = await through(run, recipe, "--set", "batchSize=500");
    match(shown.stdout, /of 1000 clusters are used/);
    ok(shown.stdout.split("\n").length < 80, "not a line for each cluster");
    strictEqual(data.runs[0].sizes.length, 1000);
    match(html, /of 1000 clusters are empty/);
    match(html, /are too many for a table of pairs/);
  }));
