import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { openRun } from "../../results/open_run.ts";
import { reportRuns } from "../../results/report/report.ts";
import { inFolder, listen, trainBlobs } from "../run/training.ts";
import { CHROMIUM, openPage, type Page } from "./browser.ts";

const reason = CHROMIUM ? "" : " (skipped: Chromium is not installed)";
const environment = { dataFolder: "", backend: "wasm", threads: 1, plugins: [] };

/** A short training on 1,000 images of 32x32 pixels. */
const trainShapes = (run: string, seed: number) =>
  trainBlobs({
    run,
    target: "crlc/shapes",
    plugins: [],
    overrides: {
      epochs: 1,
      seed,
      set: ["count=1000", "batchSize=100", "subHeads=2", "backbone.widths=[4,8,8]"],
    },
  });

const chosen = (page: Page) =>
  page.evaluate<{ number: number; cluster: string; pixels: number[] }>(`(() => {
    const [, number, cluster] = chosen.querySelectorAll("dd");
    const canvas = chosen.querySelector("canvas");
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    return { number: +number.textContent, cluster: cluster.textContent, pixels: [...data] };
  })()`);

Deno.test({
  name: `a page of two runs on 1,000 images shows the images of the run that is chosen${reason}`,
  ignore: !CHROMIUM,
  // The browser's socket closes with the browser.
  sanitizeResources: false,
  async fn() {
    await inFolder(async (folder) => {
      const runs = [join(folder, "one"), join(folder, "two")], file = join(folder, "both.html");
      for (const [seed, run] of runs.entries()) await trainShapes(run, seed);
      const reported = await reportRuns(
        { runs, file, environment, map: "pca", images: 700 },
        listen(),
      );
      ok(reported.images > 600 && reported.images <= 700);
      await using run = await openRun(runs[0], environment, listen());
      await using dataset = await run.openSplit();
      await using page = await openPage(file);
      const drawn = `document.querySelector("#chosen > canvas[data-drawn]")`;

      const stored = new Uint8Array(1000 * 32 * 32 * 3);
      await dataset.read(Uint32Array.from({ length: 1000 }, (_, i) => i), stored);

      /** Of all images of the set, the one on the page looks most like the one it says it is. */
      const looksRight = async () => {
        await page.until(drawn);
        const { number, pixels } = await chosen(page);
        strictEqual(pixels.length, 32 * 32 * 4);
        const off = (image: number) => {
          let sum = 0;
          for (let at = 0; at < 3072; at++) {
            sum += Math.abs(stored[3072 * image + at] - pixels[4 * Math.floor(at / 3) + at % 3]);
          }
          return sum;
        };
        const least = off(number);
        for (let image = 0; image < 1000; image++) ok(off(image) >= least, `${number}, ${image}`);
        return number;
      };
      const visible = () =>
        page.evaluate<string[]>(
          `[...document.querySelectorAll("[data-run]:not([hidden]) > h3:first-child")].map((h) => h.textContent)`,
        );

      await looksRight();
      strictEqual((await visible()).every((name) => name === runs[0]), true);
      match(await page.evaluate(`drawn.textContent`), /of 1,000 images are drawn/);

      // Hover shows an image, a click chooses it, and from there on to a neighbour.
      await page.evaluate(`map.scrollIntoView({ block: "center" })`);
      const { x, y } = await page.evaluate<{ x: number; y: number }>(`(() => {
        const { left, top, width } = map.getBoundingClientRect();
        const { data } = map.getContext("2d").getImageData(0, 0, map.width, map.height);
        const at = data.findIndex((value, i) => i % 4 === 3 && value > 100) >> 2;
        const scale = map.width / width;
        return { x: left + (at % map.width) / scale, y: top + Math.floor(at / map.width) / scale };
      })()`);
      await page.mouse("mouseMoved", x, y);
      await page.until(`!tip.hidden && tip.querySelector("canvas").dataset.drawn`);
      await page.mouse("mousePressed", x, y);
      await page.mouse("mouseReleased", x, y);
      await page.until(`chosen.dataset.image === tip.querySelector("canvas").dataset.image`);
      await looksRight();
      const next = await page.evaluate(`chosen.querySelector(".thumb").dataset.image`);
      await page.evaluate(`chosen.querySelector(".thumb").click()`);
      strictEqual(await page.evaluate(`chosen.dataset.image`), next);
      const number = await looksRight();

      // The other run: its scores, its clusters, and the same image where it is drawn.
      const sizes = () => page.evaluate<string>(`document.querySelector("#clusters").textContent`);
      const before = await sizes();
      await page.evaluate(`run.value = "1"; run.dispatchEvent(new Event("change"))`);
      strictEqual(await looksRight(), number);
      strictEqual((await visible()).every((name) => name === runs[1]), true);
      ok(await sizes() !== before);
      await page.evaluate(`document.querySelector("#clusters details .thumb").click()`);
      await looksRight();
      // A name given in one run stays there.
      const title = () =>
        page.evaluate<string>(`document.querySelector("#clusters b").textContent`);
      await page.evaluate(`(() => {
        const name = document.querySelector("#clusters .edit input");
        name.value = "circles";
        name.dispatchEvent(new Event("change"));
      })()`);
      match(await title(), /circles/);
      await page.evaluate(`run.value = "0"; run.dispatchEvent(new Event("change"))`);
      ok(!(await title()).includes("circles"));
      strictEqual(await sizes(), before);
      await page.evaluate(`run.value = "1"; run.dispatchEvent(new Event("change"))`);
      match(await title(), /circles/);

      deepStrictEqual(page.complaints, []);
      deepStrictEqual(page.requests.filter((url) => !url.startsWith("data:")).length, 1);
    });
  },
});
