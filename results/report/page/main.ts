import type { PageData } from "../page_data.ts";
import { BrowserStore } from "./browser_store.ts";
import { showCases } from "./cases.ts";
import { CompareRuns } from "./compare_runs.ts";
import { CorrectionsBar } from "./corrections_bar.ts";
import { Desk } from "./desk.ts";
import { found } from "./found.ts";
import { GroupList } from "./group_list.ts";
import { ImageMap } from "./image_map.ts";
import { PageSets } from "./page_sets.ts";
import { saveFile } from "./save_file.ts";
import { SearchBox } from "./search_box.ts";
import { SecondLook } from "./second_look.ts";
import { SelectionBar } from "./selection_bar.ts";
import { type Served, ServedStore } from "./served_store.ts";
import { markTile } from "./tile.ts";
import type { View } from "./view.ts";
import { Viewer } from "./viewer.ts";

const data = JSON.parse(found("data").textContent!) as PageData;
const served = document.getElementById("served")?.textContent;
const store = served ? new ServedStore(JSON.parse(served) as Served, saveFile) : new BrowserStore();
const desk = new Desk(new PageSets(data), store);

/** Shows what the page's HTML has of the run that is looked at, and not of others. */
function showRun(): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-run]")) {
    part.hidden = Number(part.dataset.run) !== desk.at;
  }
  found("drawn").textContent = drawnText(desk.view);
  document.getElementById("framed")?.toggleAttribute("hidden", !desk.view.labels);
}

/** Says so where not all pictures of a run are on the page. */
function drawnText({ shown, packed: { samples } }: View): string {
  const number = (count: number) => count.toLocaleString("en-GB");
  return shown.length < samples
    ? `${number(shown.length)} of ${
      number(samples)
    } pictures are on this page: the most and the least certain of each cluster, and others at random. Sizes and scores count all.`
    : "";
}

new CorrectionsBar(desk);
new GroupList(desk);
const search = new SearchBox(desk);
new Viewer(desk, (i) => search.showLike(i));
new SelectionBar(desk);
desk.onSelection.on(() => {
  for (const tile of document.querySelectorAll<HTMLElement>(".tile")) markTile(tile, desk);
});
desk.onRun.on(showRun);
showRun();
const runs = document.getElementById("run") as HTMLSelectElement | null;
runs?.addEventListener("change", () => desk.show(Number(runs.value)));

/** What stands further below waits until the first pictures are there. */
requestAnimationFrame(() =>
  setTimeout(() => {
    new SecondLook(desk);
    new ImageMap(desk);
    const comparison = document.getElementById("comparison");
    if (comparison && data.matched) new CompareRuns(desk, data.matched, comparison);
    desk.onRun.on(() => showCases(desk));
    showCases(desk);
    document.documentElement.dataset.ready = "true";
  })
);
