import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { nameClusters } from "../../results/names/names.ts";
import { reportPage, reportRuns } from "../../results/report/report.ts";
import { madeUp } from "../results/report/made_up.ts";
import { inFolder, listen, PLUGINS, trainBlobs } from "../run/training.ts";
import { CHROMIUM, openPage } from "./browser.ts";

const environment = { dataFolder: "", backend: "wasm", threads: 1, plugins: [PLUGINS.blobs] };
const reason = CHROMIUM ? "" : " (skipped: Chromium is not installed)";

Deno.test({
  name: `a report works in a browser, and asks for nothing${reason}`,
  ignore: !CHROMIUM,
  // The browser's socket closes with the browser.
  sanitizeResources: false,
  async fn() {
    await inFolder(async (folder) => {
      const run = join(folder, "run <b>& co");
      await trainBlobs({ run });
      const { file } = await reportRuns(
        { runs: [run], environment, map: "pca", images: 1000 },
        listen(),
      );
      await using page = await openPage(file.split("/").map(encodeURIComponent).join("/"));
      await page.until(`document.querySelector("#chosen canvas[data-drawn]")`);

      strictEqual(await page.evaluate(`document.querySelector("h1").textContent`), run);
      ok(await page.evaluate<number>(`document.querySelectorAll("svg polyline").length`) >= 4);
      await page.until(`document.querySelector("#clusters details[open] canvas[data-drawn]")`);
      // Hover: the image of the point under the pointer.
      await page.evaluate(`map.scrollIntoView({ block: "center" })`);
      const { x, y } = await page.evaluate<{ x: number; y: number }>(`(() => {
        const { left, top, width, height } = map.getBoundingClientRect();
        const { data } = map.getContext("2d").getImageData(0, 0, map.width, map.height);
        const at = data.findIndex((value, i) => i % 4 === 3 && value > 100) >> 2;
        if (at < 0) return { x: -1, y: -1 };
        const scale = map.width / width;
        return { x: left + (at % map.width) / scale, y: top + Math.floor(at / map.width) / scale };
      })()`);
      ok(x >= 0, "the map is drawn");
      await page.mouse("mouseMoved", x, y);
      await page.until(`!tip.hidden && tip.querySelector("canvas").dataset.drawn`);
      const hovered = await page.evaluate(`tip.querySelector("canvas").dataset.image`);

      // Click: that image is chosen, with its neighbours.
      await page.mouse("mousePressed", x, y);
      await page.mouse("mouseReleased", x, y);
      await page.until(`chosen.dataset.image === "${hovered}"`);
      strictEqual(await page.evaluate(`chosen.querySelectorAll(".thumb").length`), 12);

      // And on to a neighbour, by mouse and by key.
      const neighbour = await page.evaluate(`chosen.querySelector(".thumb").dataset.image`);
      await page.evaluate(`chosen.querySelector(".thumb").click()`);
      strictEqual(await page.evaluate(`chosen.dataset.image`), neighbour);
      await page.evaluate(`map.focus()`);
      const visited = new Set();
      for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
        await page.key(key);
        visited.add(await page.evaluate(`chosen.dataset.image`));
      }
      ok(visited.size > 1, "arrow keys walk over the map");
      for (const kind of ["class", "right", "confidence", "agreement", "cluster"]) {
        await page.evaluate(`by.value = "${kind}"; by.dispatchEvent(new Event("change"))`);
        ok(await page.evaluate<number>(`legend.children.length`) > 1, kind);
      }
      // Names: typed, shown at once, and written out.
      await page.evaluate(`(() => {
        globalThis.saved = new Promise((resolve) => {
          URL.createObjectURL = (blob) => (resolve(blob.text()), "data:application/json,");
        });
        const box = document.querySelector("#clusters details");
        const [name, , parts] = box.querySelectorAll(".edit input");
        name.value = "<i>cats</i>";
        name.dispatchEvent(new Event("change"));
        parts.value = 2;
        document.querySelector("#save-names").click();
      })()`);
      match(await page.evaluate(`document.querySelector("#clusters b").textContent`), /<i>cats</);
      const largest = await page.evaluate<string>(
        `document.querySelector("#clusters details").dataset.cluster`,
      );
      const names = join(folder, "names.json");
      await Deno.writeTextFile(names, await page.evaluate<string>(`saved`));
      const named = await nameClusters(
        { run, environment, edits: names, set: [], merge: [], split: [] },
        listen(),
      );
      strictEqual(named.groups[Number(largest)].name, "<i>cats</i>");
      strictEqual(
        await page.evaluate(`[...document.querySelectorAll("button, a, input, select")]
          .filter((e) => !(e.ariaLabel || e.textContent.trim() || e.labels?.length)).length`),
        0,
        "everything that can be used has a name",
      );
      deepStrictEqual(page.complaints, []);
      const [own, ...others] = page.requests.filter((url) => !url.startsWith("data:"));
      match(own, /^file:.*report\.html$/);
      deepStrictEqual(others, []);
    });
  },
});

Deno.test({
  name: `a report shows hostile names as text, and a thousand clusters${reason}`,
  ignore: !CHROMIUM,
  sanitizeResources: false,
  async fn() {
    await inFolder(async (folder) => {
      const file = join(folder, "report.html");
      const hostile = [
        '<img src="https://example.org/x" onerror="document.title=1">',
        "</script><script>document.title=1</script>",
        "Zürich 東京 🎈\u2028'\"&amp;",
      ];
      const data = await madeUp({ samples: 3, clusters: 1000, names: hostile });
      await Deno.writeTextFile(file, reportPage(data));
      await using page = await openPage(file);
      await page.until(`document.querySelector("#chosen canvas[data-drawn]")`);
      strictEqual(await page.evaluate(`document.querySelectorAll("img").length`), 0);
      match(await page.evaluate(`document.title`), /crlc report$/);
      for (const [i, name] of hostile.entries()) {
        await page.evaluate(`document.querySelectorAll("#clusters .thumb")[${i}].click()`);
        ok(hostile.includes(await page.evaluate(`chosen.querySelector("dd").textContent`)), name);
      }
      strictEqual(
        await page.evaluate(`document.querySelectorAll("#clusters details").length`),
        100,
      );
      await page.evaluate(`document.querySelector("#clusters button.plain").click()`);
      strictEqual(
        await page.evaluate(`document.querySelectorAll("#clusters details").length`),
        200,
      );
      deepStrictEqual(page.complaints, []);
      strictEqual(page.requests.filter((url) => !/^(data|file):/.test(url)).length, 0);
    });
  },
});
