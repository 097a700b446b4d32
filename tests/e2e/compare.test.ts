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

/** The picture in the large view: its number in the split, and its pixels. */
const opened = (page: Page) =>
  page.evaluate<{ number: number; pixels: number[] }>(`(() => {
    const viewer = document.querySelector(".viewer");
    const canvas = viewer.querySelector(".large canvas");
    const facts = [...viewer.querySelectorAll("dt")].map((dt) => [dt.textContent, dt.nextSibling.textContent]);
    const { width, height } = canvas;
    // Read from a copy: Chromium complains of a canvas that is read several times.
    const copy = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, width, height);
    return { number: +Object.fromEntries(facts).Number, pixels: [...data] };
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
      await page.until(`document.documentElement.dataset.ready`);
      const drawn = `document.querySelector(".viewer .large canvas[data-drawn]")`;
      const openFirst = () =>
        page.evaluate(`document.querySelector("#groups .tile[aria-posinset='1']").click()`);

      const stored = new Uint8Array(1000 * 32 * 32 * 3);
      await dataset.read(Uint32Array.from({ length: 1000 }, (_, i) => i), stored);

      /** Of all images of the set, the one on the page looks most like the one it says it is. */
      const looksRight = async () => {
        await page.until(drawn);
        const { number, pixels } = await opened(page);
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

      await openFirst();
      await looksRight();
      strictEqual((await visible()).every((name) => name === runs[0]), true);
      match(await page.evaluate(`drawn.textContent`), /of 1,000 pictures are on this page/);
      await page.key("ArrowRight");
      const number = await looksRight();
      const next = await page.evaluate(
        `document.querySelector(".viewer .near .tile").dataset.image`,
      );
      await page.evaluate(`document.querySelector(".viewer .near .tile").click()`);
      strictEqual(await page.evaluate(`document.querySelector(".viewer").dataset.image`), next);
      ok(await looksRight() !== number);
      await page.evaluate(`document.querySelector(".viewer").close()`);

      // The other run: its scores and its groups, and its own corrections.
      const groups = () => page.evaluate<string>(`document.querySelector("#groups").textContent`);
      const before = await groups();
      const look = (at: number) =>
        page.evaluate(`run.value = "${at}"; run.dispatchEvent(new Event("change"))`);
      await look(1);
      strictEqual((await visible()).every((name) => name === runs[1]), true);
      ok(await groups() !== before);
      await page.until(`document.querySelector("#groups .tile canvas[data-drawn]")`);
      await openFirst();
      await looksRight();
      await page.evaluate(`document.querySelector(".viewer").close()`);
      const name = () => page.evaluate<string>(`document.querySelector("#groups .name").value`);
      await page.evaluate(`(() => {
        const name = document.querySelector("#groups .name");
        name.value = "circles";
        name.dispatchEvent(new Event("change"));
      })()`);
      await look(0);
      strictEqual(await name(), "");
      // Boxes of groups are filled one after the other.
      await page.until(
        `document.querySelector("#groups").textContent === ${JSON.stringify(before)}`,
      );
      await look(1);
      strictEqual(await name(), "circles");

      // Side by side: what stands elsewhere, by pairs of clusters.
      match(
        await page.evaluate(`comparison.textContent`),
        /stand in groups that fit each other best/,
      );
      await page.evaluate(`comparison.querySelector("td button").click()`);
      const shown = `comparison.querySelector("[role=option]").getAttribute("aria-label")`;
      match(await page.evaluate(shown), /in the other run \d/);

      deepStrictEqual(page.complaints, []);
      deepStrictEqual(page.requests.filter((url) => !url.startsWith("data:")).length, 1);
    });
  },
});
