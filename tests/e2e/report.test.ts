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
      await page.until(`document.querySelector("#groups .tile canvas[data-drawn]")`);
      await page.until(`document.documentElement.dataset.ready`);

      strictEqual(await page.evaluate(`document.querySelector("h1").textContent`), run);
      ok(await page.evaluate<number>(`document.querySelectorAll("svg polyline").length`) >= 4);
      // Hover: the picture of the point under the pointer; a click shows it large.
      await page.evaluate(`map.scrollIntoView({ block: "center" })`);
      await page.until(`map.dataset.drawn`);
      const { x, y } = await page.evaluate<{ x: number; y: number }>(`(() => {
        const { left, top, width, height } = map.getBoundingClientRect();
        const { data } = map.getContext("2d").getImageData(0, 0, map.width, map.height);
        const at = data.findIndex((value, i) => i % 4 === 3 && value > 100) >> 2;
        const scale = map.width / map.clientWidth;
        return {
          x: left + map.clientLeft + (at % map.width) / scale,
          y: top + map.clientTop + Math.floor(at / map.width) / scale + 2,
        };
      })()`);
      await page.mouse("mouseMoved", x, y);
      await page.until(`!tip.hidden && tip.querySelector("canvas").dataset.drawn`);
      const hovered = await page.evaluate(`tip.querySelector("canvas").dataset.image`);
      await page.mouse("mousePressed", x, y);
      await page.mouse("mouseReleased", x, y);
      const viewer = `document.querySelector(".viewer")`;
      await page.until(`${viewer}.open && ${viewer}.dataset.image === "${hovered}"`);
      ok(await page.evaluate<number>(`${viewer}.querySelectorAll(".tile").length`) > 2);
      // On to a neighbour, and back to the map.
      await page.key("ArrowRight");
      ok(await page.evaluate(`${viewer}.dataset.image !== "${hovered}"`), "next");
      await page.evaluate(`${viewer}.close()`);
      await page.evaluate(`map.focus()`);
      const visited = new Set();
      for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
        await page.key(key);
        visited.add(await page.evaluate(`tip.querySelector("canvas").dataset.image`));
      }
      ok(visited.size > 1, "arrow keys walk over the map");
      for (const kind of ["class", "right", "confidence", "agreement", "group"]) {
        await page.evaluate(`by.value = "${kind}"; by.dispatchEvent(new Event("change"))`);
        ok(await page.evaluate<number>(`legend.children.length`) > 1, kind);
      }
      // Corrections: named, moved, undone, done again, and written out.
      const name = await page.evaluate<string>(`(() => {
        globalThis.saved = new Promise((resolve) => {
          URL.createObjectURL = (blob) => (resolve(blob.text()), "data:application/json,");
        });
        const [box] = document.querySelectorAll("#groups .group");
        const name = box.querySelector(".name");
        name.value = "<i>cats</i>";
        name.dispatchEvent(new Event("change"));
        const tile = box.querySelector(".tile");
        const [image] = tile.title.split(", group");
        tile.querySelector(".check").click();
        const [, move] = selection.querySelectorAll(".bar button");
        move.click();
        return image;
      })()`);
      const first = (selector: string) =>
        page.evaluate<string>(`document.querySelector("#groups .group ${selector}").textContent`);
      strictEqual(await first("h3"), "Group +1");
      match(await first(".facts"), /^1 picture /);
      await page.evaluate(`undo.click()`);
      ok(await first("h3") !== "Group +1", "undone");
      await page.evaluate(`redo.click(); document.querySelector("#save-names").click()`);
      match(await page.evaluate(`command.textContent`), /^crlc names .* --edits names\.json$/);
      const largest = await page.evaluate<string>(
        `document.querySelectorAll("#groups .group")[1].dataset.group`,
      );
      const names = join(folder, "names.json");
      await Deno.writeTextFile(names, await page.evaluate<string>(`saved`));
      deepStrictEqual(JSON.parse(await Deno.readTextFile(names)).moves, [{
        image: name,
        to: "+1",
      }]);
      const named = await nameClusters(
        { run, environment, edits: names, set: [], merge: [], split: [] },
        listen(),
      );
      const groupOf = (key: string) => named.groups.find(({ keys }) => keys.includes(key));
      strictEqual(groupOf(largest)?.name, "<i>cats</i>");
      strictEqual(groupOf("+1")?.images, 1);
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
      const data = await madeUp({ samples: 3001, clusters: 1000, names: hostile });
      await Deno.writeTextFile(file, reportPage(data));
      await using page = await openPage(file);
      await page.until(`document.documentElement.dataset.ready`);
      await page.until(`document.querySelectorAll("#groups .tile canvas[data-drawn]").length >= 3`);
      // So many points are written straight into the pixels of the map.
      await page.evaluate(`map.scrollIntoView()`);
      await page.until(`map.dataset.drawn`);
      await page.evaluate(`scrollTo(0, 0)`);
      strictEqual(await page.evaluate(`document.querySelectorAll("img[src]").length`), 0);
      match(await page.evaluate(`document.title`), /crlc report$/);
      for (const [i, name] of hostile.entries()) {
        await page.evaluate(`document.querySelector('#groups .tile[data-image="${i}"]').click()`);
        const shown = await page.evaluate(`document.querySelector(".viewer h2").textContent`);
        strictEqual(shown, name);
        await page.evaluate(`document.querySelector(".viewer").close()`);
      }
      const groups = `document.querySelectorAll("#groups .group").length`;
      strictEqual(await page.evaluate(groups), 100);
      await page.evaluate(`document.querySelector("#groups > button").click()`);
      strictEqual(await page.evaluate(groups), 200);
      deepStrictEqual(page.complaints, []);
      strictEqual(page.requests.filter((url) => !/^(data|file):/.test(url)).length, 0);
    });
  },
});
