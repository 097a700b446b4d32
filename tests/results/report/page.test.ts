import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { PageEdits } from "../../../results/report/page_data.ts";
import { packed } from "../../../results/report/packed.ts";
import {
  joinParts,
  mergeGroups,
  movePictures,
  newKey,
  removeAdded,
  rename,
  splitCluster,
  takeApart,
} from "../../../results/report/page/corrections.ts";
import { Desk } from "../../../results/report/page/desk.ts";
import { betweenGroups, mislabelled } from "../../../results/report/page/doubts.ts";
import { groupPictures } from "../../../results/report/page/group_pictures.ts";
import { History } from "../../../results/report/page/history.ts";
import { isInside } from "../../../results/report/page/inside.ts";
import { MapFrame } from "../../../results/report/page/map_frame.ts";
import { findMoved } from "../../../results/report/page/moved.ts";
import { nextPlace } from "../../../results/report/page/next_place.ts";
import { PageSets } from "../../../results/report/page/page_sets.ts";
import { PointIndex } from "../../../results/report/page/point_index.ts";
import { searchPictures } from "../../../results/report/page/search_pictures.ts";
import { similarTo } from "../../../results/report/page/similar.ts";
import { visibleRows } from "../../../results/report/page/visible_rows.ts";
import { rowsOf } from "../../../results/report/read_looked.ts";
import type { ReportData } from "../../../results/report/report_data.ts";
import { madeUp } from "./made_up.ts";

/** A run of 12 images in 3 clusters, image `i` in cluster `i % 3`, as the page has it. */
async function viewOf(change: (data: ReportData) => ReportData = (data) => data) {
  return new PageSets(packed(change(await madeUp({ samples: 12, clusters: 3 })))).at(0);
}

const none: PageEdits = {
  ...{ schemaVersion: 2, clusters: 3, head: 0, names: {}, merge: [], split: {}, moves: [] },
};

Deno.test("the page groups pictures by clusters, parts, merges and moves, and counts them", async () => {
  const view = await viewOf(({ images: [own], ...data }) => ({
    ...data,
    images: [{
      ...own,
      parts: new Map([[2, {
        of: Uint8Array.from({ length: 12 }, (_, i) => i < 6 ? 0 : 1),
        sizes: [[2, 2], [2, 2], [2, 2]],
        nearest: Uint8Array.from({ length: 36 }, (_, at) => at === 12 ? 1 : at % 3),
      }]]),
    }],
  }));
  const groups = (edits: PageEdits) =>
    groupPictures(view, edits).groups.map(({ keys, name, size, members }) => [
      keys.join(),
      name,
      size,
      members.toSorted((a, b) => a - b).join(),
    ]);
  deepStrictEqual(groups(none), [
    ["0", "", 4, "0,3,6,9"],
    ["1", "", 4, "1,4,7,10"],
    ["2", "", 4, "2,5,8,11"],
  ]);
  let edits = rename(none, ["1"], "  cats ");
  edits = splitCluster(edits, "0", 2);
  edits = mergeGroups(edits, ["2"], ["1"]);
  edits = movePictures(edits, ["image 0", "image 1"], newKey(edits), () => false);
  deepStrictEqual(groups(edits), [
    ["+1", "", 2, "0,1"],
    ["0.1", "", 1, "3"],
    ["0.2", "", 2, "6,9"],
    ["2,1", "cats", 7, "2,4,5,7,8,10,11"],
  ]);
  strictEqual(newKey(edits), "+2");
  edits = movePictures(edits, ["image 3"], "0.2", () => false);
  // Into a cluster that is split: to the part that it is nearest to, the second of image 4.
  const into = movePictures(edits, ["image 4", "image 5"], "0", () => false);
  deepStrictEqual(groups(into).slice(1, 3).map(([key, , , members]) => [key, members]), [
    ["0.1", "5"],
    ["0.2", "3,4,6,9"],
  ]);
  const before = movePictures(none, ["image 4"], "0", () => false);
  deepStrictEqual(
    splitCluster(before, "0", 2).moves,
    before.moves,
    "and it is whole again as such",
  );
  const joined = joinParts(edits, "0");
  deepStrictEqual(groups(joined).map(([keys, , size]) => [keys, size]), [
    ["+1", 2],
    ["0", 3],
    ["2,1", 7],
  ]);
  deepStrictEqual(joined.moves.at(-1), { image: "image 3", to: "0" });
  deepStrictEqual(groups(takeApart(joined, ["2", "1"])).map(([keys, name]) => [keys, name]), [
    ["+1", ""],
    ["0", ""],
    ["1", ""],
    ["2", "cats"],
  ]);
  const back = removeAdded(joined, "+1");
  deepStrictEqual(groups(back).map(([keys, , size]) => [keys, size]), [["0", 4], ["2,1", 8]]);
  const home = movePictures(back, ["image 3"], "0", () => true);
  deepStrictEqual(home.moves, [], "a picture that is moved home is not moved");
  deepStrictEqual(rename(edits, ["2", "1"], "").names, {});
});

Deno.test("History undoes and redoes step by step, and forgets what was undone at the next step", () => {
  const steps = ["a", "b"].map((name) => rename(none, ["0"], name));
  const history = new History(none);
  strictEqual(history.undo(), undefined);
  history.take("Named a", steps[0]);
  history.take("Named b", steps[1]);
  strictEqual(history.undo(), "Named b");
  strictEqual(history.now, steps[0]);
  strictEqual(history.redo(), "Named b");
  strictEqual(history.now, steps[1]);
  history.undo();
  history.undo();
  strictEqual(history.now, none);
  history.take("Named b", steps[1]);
  strictEqual(history.redoable, undefined);
  strictEqual(new History(steps[1], history.past).undo(), "Named b");
});

Deno.test("visibleRows() makes the rows that are seen, and few more, of ten thousand", () => {
  const rows = visibleRows({ count: 10_000, width: 1000, height: 600, top: 40_000, cell: 92 });
  strictEqual(rows.columns, 10);
  strictEqual(rows.rows, 1000);
  ok(rows.first <= 4340 && rows.end >= 4420 && rows.end - rows.first < 160, JSON.stringify(rows));
  const bottom = visibleRows({ count: 15, width: 300, height: 600, top: 0, cell: 92 });
  deepStrictEqual([bottom.columns, bottom.rows, bottom.first, bottom.end], [3, 5, 0, 15]);
});

Deno.test("nextPlace() walks over a list by arrows and pages, and stays within it", () => {
  strictEqual(nextPlace("ArrowRight", 3, 5, 0, 1), 4);
  strictEqual(nextPlace("ArrowRight", 4, 5, 0, 1), 4);
  strictEqual(nextPlace("ArrowDown", 1, 5, 0, 1), undefined, "one row");
  strictEqual(nextPlace("ArrowDown", 1, 50, 10, 2), 11);
  strictEqual(nextPlace("PageUp", 11, 50, 10, 2), 0);
  strictEqual(nextPlace("End", 1, 50, 10, 2), 49);
  strictEqual(nextPlace("x", 1, 50, 10, 2), undefined);
});

Deno.test("the page finds pictures by number, name, group and class, and by what they are like", async () => {
  const labels = Int32Array.from({ length: 12 }, (_, i) => i % 2);
  const view = await viewOf(({ sets: [set], images: [own], ...data }) => ({
    ...data,
    sets: [{ ...set, labels, classNames: ["even", "odd"] }],
    images: [{ ...own, classOf: Int32Array.of(0, 1, -1) }],
  }));
  const find = (typed: string) =>
    searchPictures(view, groupPictures(view, rename(none, ["2"], "Cats")), typed);
  deepStrictEqual(find("7"), [7]);
  deepStrictEqual(find("IMAGE 1"), [1, 10, 11]);
  deepStrictEqual(find("cats"), [2, 5, 8, 11]);
  deepStrictEqual(find("odd"), [1, 3, 5, 7, 9, 11]);
  deepStrictEqual(find(" "), []);
  // The neighbours of each made-up image are the next two.
  deepStrictEqual(similarTo(view, 3, 4), [4, 5, 6, 7]);
});

Deno.test("a split that the page does not know the parts of is told, and one that it knows is not", async () => {
  const toldOf = async (parts: ReportData["images"][0]["parts"]) => {
    const { images: [own], ...data } = await madeUp({ samples: 12, clusters: 3 });
    const edits = { ...none, split: { 0: 5 } };
    const desk = new Desk(new PageSets(packed({ ...data, images: [{ ...own, parts, edits }] })), {
      ...{ editable: true, saves: "", tellsCommand: false, unsaved: false },
      ...{ onNote() {}, keep() {}, save() {}, pictureAddress: () => undefined },
      open: ({ edits }) => ({ edits, past: [] }),
    });
    let told = "";
    desk.tell = (what) => told = what;
    await Promise.resolve();
    return told;
  };
  match(await toldOf(new Map()), /^Cluster 0 was split since/);
  const five = { of: new Uint8Array(12), sizes: [[4, 0, 0, 0, 0], [], []] };
  strictEqual(await toldOf(new Map([[5, five]])), "");
});

Deno.test("where a run does not tell how sure it is, the page goes by what is typical", async () => {
  const view = await viewOf(({ images: [own], ...data }) => {
    // Image 6 is most like its neighbours, image 3 least.
    const cosines = own.neighbours.cosines.map((x, at) =>
      at >> 1 === 6 ? 0.9 : at >> 1 === 3 ? 0.1 : x
    );
    return { ...data, images: [{ ...own, neighbours: { ...own.neighbours, cosines } }] };
  });
  strictEqual(view.tellsConfidence, false);
  deepStrictEqual(groupPictures(view, none).groups[0].members, [6, 0, 9, 3]);
  const sure = await viewOf(({ images: [own], ...data }) => ({
    ...data,
    images: [{ ...own, confidence: Float32Array.from({ length: 12 }, (_, i) => i / 12) }],
  }));
  strictEqual(sure.tellsConfidence, true);
  deepStrictEqual(groupPictures(sure, none).groups[0].members, [9, 6, 3, 0]);
});

Deno.test("the page knows which split a picture is of, and names whose accents are coded otherwise", async () => {
  const data = await madeUp({ samples: 12, clusters: 3, names: ["e\u0301.png"] });
  const [set] = data.sets, of = Uint8Array.from({ length: 12 }, (_, i) => i % 2);
  const view = new PageSets(packed({
    ...data,
    sets: [{ ...set, splits: { names: ["train", "test"], of } }],
  })).at(0);
  deepStrictEqual([view.splitNames, view.splitOf(4), view.splitOf(5)], [["train", "test"], 0, 1]);
  deepStrictEqual([view.placeOf("\u00e9.png"), view.placeOf("image 3")], [0, 3]);
  const whole = await viewOf();
  deepStrictEqual([whole.splitNames, whole.splitOf(4)], [[], -1]);
});

Deno.test("the page tells pictures between two clusters, and labels that contradict both neighbours and cluster", async () => {
  const labels = new Int32Array(12);
  labels[4] = 1;
  const view = await viewOf(({ sets: [set], images: [own], ...data }) => ({
    ...data,
    sets: [{ ...set, labels, classNames: ["a", "b"] }],
    images: [{
      ...own,
      classOf: Int32Array.of(0, 0, 0),
      second: {
        clusters: new Int32Array(12),
        shares: Float32Array.from({ length: 12 }, (_, i) => i === 5 ? 0.9 : i === 6 ? 0.6 : 0.1),
      },
    }],
  }));
  deepStrictEqual(betweenGroups(view, 9), [5, 6]);
  deepStrictEqual(mislabelled(view, 9), [{ image: 4, likely: 0, share: 1 }]);
});

Deno.test("PointIndex finds what a search through all points finds", () => {
  const points = Float32Array.from({ length: 2000 }, (_, i) => (i * 7919 % 1009) / 1009);
  const index = new PointIndex(points);
  for (const [x, y] of [[0.5, 0.5], [0, 1], [0.21, 0.77]]) {
    const counts = (i: number) => i % 3 > 0;
    let best = -1, least = 0.01;
    for (let i = 0; i < 1000; i++) {
      const d = (points[2 * i] - x) ** 2 + (points[2 * i + 1] - y) ** 2;
      if (counts(i) && d < least) [best, least] = [i, d];
    }
    strictEqual(index.nearest(x, y, 0.1, 0.1, counts), best);
  }
  strictEqual(index.nearest(0.5, 0.5, 0.1, 0.1, () => false), -1);
});

Deno.test("isInside() follows a line that bends inwards", () => {
  const line = [[0, 0], [4, 0], [4, 4], [2, 1], [0, 4]] as const;
  ok(isInside(1, 1, line) && isInside(3.5, 2, line));
  ok(!isInside(2, 3, line) && !isInside(5, 1, line));
});

Deno.test("MapFrame keeps the place under the pointer where it is, and the map in its window", () => {
  const frame = new MapFrame();
  frame.width = 800;
  frame.height = 600;
  const u = frame.u(200), v = frame.v(100);
  frame.zoom(4, 200, 100);
  ok(Math.abs(frame.x(u) - 200) < 1e-6 && Math.abs(frame.y(v) - 100) < 1e-6);
  frame.pan(1e5, -1e5);
  ok(frame.x(0) >= 0 && frame.x(0) <= 16 * 4 && frame.y(0) <= 600);
  frame.zoom(1e-9);
  deepStrictEqual([frame.scale, frame.x(0), frame.y(0)], [1, 16, 584]);
});

Deno.test("findMoved() lists what stands elsewhere in another run, by pairs of clusters", async () => {
  const a = await viewOf(),
    b = await viewOf(({ images: [own], ...data }) => ({
      ...data,
      images: [{ ...own, clusters: own.clusters.map((c, i) => i === 4 ? 2 : (c + 1) % 3) }],
    }));
  b.clusters[7] = 0;
  const moved = findMoved(a, b, [1, 2, 0], (i) => `group ${b.clusters[i]}`);
  strictEqual(moved.common, 12);
  deepStrictEqual(moved.pairs, [{ from: 1, to: 0, images: [7] }]);
  match(moved.textOf(7), /group 0/);
});

Deno.test("rowsOf() reads cells with commas, quotes and line ends", () => {
  deepStrictEqual(rowsOf('a,b\n"x, ""y""\nz",2\n,3\n'), [["a", "b"], ['x, "y"\nz', "2"], [
    "",
    "3",
  ]]);
});
