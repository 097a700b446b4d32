import { deepStrictEqual, match, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { join } from "node:path";
import type { Environment } from "../../../run/parts/environment.ts";
import { assignedCsv, assignImages } from "../../../results/assign.ts";
import { evaluate } from "../../../results/scores/evaluate.ts";
import { exportRun } from "../../../results/export/export.ts";
import { carryNames } from "../../../results/names/carry.ts";
import { change, type Changes } from "../../../results/names/change.ts";
import { noEdits } from "../../../results/names/edits.ts";
import { groupBy } from "../../../results/names/grouping.ts";
import { groupsOf } from "../../../results/names/groups.ts";
import { movedIntoParts } from "../../../results/names/moved_into_parts.ts";
import { movedImages } from "../../../results/names/moved_images.ts";
import { nameClusters } from "../../../results/names/names.ts";
import type { NeighboursResult } from "../../../results/api.ts";
import { findNeighbours } from "../../../results/neighbours.ts";
import { saveEdits, undoEdits } from "../../../results/names/save_edits.ts";
import { gatherReport } from "../../../results/report/gather.ts";
import { fileSystem, replaceFileSystem } from "../../../run/folder/file_system.ts";
import { inFolder, listen, PLUGINS, trainBlobs } from "../../run/training.ts";

const environment: Environment = {
  dataFolder: "",
  backend: "wasm",
  threads: 1,
  plugins: [PLUGINS.blobs],
};
const none = { set: [], merge: [], split: [] };

Deno.test("names stay: in eval, assign and export, and in a new run by matching", async () => {
  await inFolder(async (folder) => {
    const old = join(folder, "old"), fresh = join(folder, "fresh"), to = join(folder, "out");
    // Long enough that both find the same clusters.
    await trainBlobs({ run: old, overrides: { epochs: 16 } });
    await trainBlobs({ run: fresh, overrides: { epochs: 16, seed: 1 } });
    const set = ['0=zero, "0"', "1=<b>one</b>"];
    const named = await nameClusters({ run: old, environment, ...none, set }, listen());
    ok(named.changed);
    deepStrictEqual(named.groups.slice(0, 2).map(({ name }) => name), ['zero, "0"', "<b>one</b>"]);
    const images = named.groups.reduce((sum, group) => sum + group.images, 0);

    const { groups } = await evaluate({ run: old, environment, baseline: false }, listen());
    strictEqual(groups!.reduce((sum, group) => sum + group.images, 0), images);

    await exportRun({ run: old, to, environment, images: "link" }, listen());
    const csv = await Deno.readTextFile(join(to, "assignments.csv"));
    match(csv, /^image,cluster,confidence,agreement,name\n/);
    match(csv, /,"zero, ""0"""\n/);
    const folders = [...Deno.readDirSync(join(to, "clusters"))].map(({ name }) => name);
    ok(folders.includes("1__b_one__b_"), folders.join());

    const assigned = await assignImages(
      { run: old, environment, paths: [join(to, "clusters")] },
      listen(),
    );
    for (const { cluster, name } of assigned.images) strictEqual(name, named.groups[cluster].name);
    match(assignedCsv(assigned), /^image,cluster,confidence,novelty,name\n/);

    const carried = await nameClusters({ run: fresh, environment, ...none, from: old }, listen());
    strictEqual(carried.carried!.images, images);
    const sizes = (of: typeof carried.groups) =>
      Object.fromEntries(of.filter((g) => g.named).map(({ name, images }) => [name, images]));
    // The second run need not find the same clusters; what it finds has the right name.
    const [before, after] = [sizes(named.groups), sizes(carried.groups)];
    const { lost } = carried.carried!;
    deepStrictEqual([...Object.keys(after), ...lost].sort(), Object.keys(before).sort());
    ok(Object.keys(before).some((name) => before[name] === after[name]));
    // And once more from what the new run has kept.
    const again = await nameClusters({ run: fresh, environment, ...none }, listen());
    deepStrictEqual([again.changed, again.groups], [false, carried.groups]);
  });
});

Deno.test("names of another run's file, and a damaged one, are refused with what is wrong", async () => {
  await inFolder(async (folder) => {
    const run = join(folder, "run"), file = join(folder, "names.json");
    await trainBlobs({ run, overrides: { epochs: 1 } });
    const take = async (content: string) => {
      await Deno.writeTextFile(file, content);
      return await nameClusters({ run, environment, ...none, edits: file }, listen());
    };
    const { groups } = await nameClusters({ run, environment, ...none }, listen());
    const fine = { schemaVersion: 1, clusters: groups.length, head: 0 };
    await rejects(take("{"), { code: "BAD_NAMES", message: /must be JSON/ });
    await rejects(take(JSON.stringify({ ...fine, clusters: 99 })), { message: /are of 99/ });
    await rejects(take(JSON.stringify({ ...fine, names: { x: "a" } })), { message: /"4.1"/ });
    await rejects(take(JSON.stringify({ ...fine, names: { 77: "a" } })), {
      message: /"77" of names/,
    });
    await rejects(take(JSON.stringify({ ...fine, mrege: [] })), {
      code: "BAD_NAMES",
      hint: 'did you mean "merge"?',
    });
    await rejects(take(JSON.stringify({ ...fine, split: { "01": 2 } })), {
      message: /"01" of split/,
    });
    // Version 1 knows no moves; in version 2 each is of one image, and leads somewhere.
    const move = (image: string, to: string) => ({ image, to });
    await rejects(take(JSON.stringify({ ...fine, moves: [] })), { message: /"moves"/ });
    const second = { ...fine, schemaVersion: 2 };
    for (
      const [moves, message] of [
        [[move("blob", "0")], /no image of the run is called "blob"$/],
        [[move("blobs-train#0", "99")], /and "99" is none/],
        [[move("blobs-train#0", "x")], /"4.1" or "\+1"/],
        [[move("blobs-train#0", "0"), move("blobs-train#0", "1")], /is moved twice/],
        [[{ image: "blobs-train#0" }], /"moves\[0\]\.to" must be given/],
      ] as const
    ) await rejects(take(JSON.stringify({ ...second, moves })), { code: "BAD_NAMES", message });
    const run64 = "0".repeat(64);
    await rejects(take(JSON.stringify({ ...second, run: run64 })), {
      message: /of this run, and are of another/,
    });
    strictEqual(await Deno.stat(join(run, "names.json")).catch(() => "none"), "none");
    await rejects(nameClusters({ run, environment, ...none, edits: file, from: run }, listen()), {
      code: "BAD_USAGE",
    });
    await rejects(
      nameClusters({ run, environment, ...none, edits: join(folder, "no") }, listen()),
      {
        code: "NO_SUCH_FILE",
      },
    );
  });
});

Deno.test("change() merges, splits and takes names away, and refuses what cannot be", () => {
  const edits = noEdits(5, 0);
  const merged = change(edits, { set: ["1=one", "3=a=b"], merge: ["1, 4"], split: ["2=3"] });
  deepStrictEqual(groupsOf(merged).groups.map(({ name, keys }) => [name, keys.join()]), [
    ["cluster 0", "0"],
    ["one", "1,4"],
    ["cluster 2.1", "2.1"],
    ["cluster 2.2", "2.2"],
    ["cluster 2.3", "2.3"],
    ["a=b", "3"],
  ]);
  deepStrictEqual(change(merged, { set: [], merge: ["4,0,1"], split: [] }).merge, [[
    "4",
    "0",
    "1",
  ]]);
  throws(() => change(merged, { ...none, merge: ["4,0"] }), {
    code: "BAD_NAMES",
    message: /4 is one group with 1/,
    hint: "--merge 1,4,0 merges all of them; --undo 4 --merge 4,0 takes it out first",
  });
  deepStrictEqual(change(merged, { ...none, undo: ["4"], merge: ["4,0"] }).merge, [["4", "0"]]);
  // A group has one name: the last that was given, by whichever of its keys.
  const renamed = change(merged, { set: ["4=four"], merge: [], split: [] });
  deepStrictEqual(groupsOf(renamed).groups[1].name, "four");
  ok(!groupsOf(change(renamed, { set: ["1="], merge: [], split: [] })).groups[1].named);
  throws(() => change(merged, { ...none, set: ["2=two"] }), { code: "BAD_NAMES" });
  // The name of the whole goes when it is split.
  deepStrictEqual(change(merged, { ...none, split: ["3=2"] }).names, { 1: "one" });
  for (
    const [what, wrong] of [
      [/two clusters/, { ...none, merge: ["1"] }],
      [/"9" of merge/, { ...none, merge: ["1,9"] }],
      [/merged twice/, { ...none, merge: ["1,1"] }],
      [/below 5/, { ...none, split: ["7"] }],
      [/below 5/, { ...none, split: ["01"] }],
      [/200 characters at most, and has 201/, { ...none, set: [`1=${"x".repeat(201)}`] }],
      [/KEY=NAME/, { ...none, set: ["__proto__=x"] }],
      [/and 2 is split into 2\.1 to 2\.3$/, { ...none, set: ["2=two"], split: ["2=3"] }],
      [/PARTS/, { ...none, split: ["1=1"] }],
      [/KEY=NAME/, { ...none, set: ["name"] }],
    ] as const
  ) throws(() => change(edits, wrong), { code: "BAD_NAMES", message: what });
});

Deno.test("change() takes clusters as they were found, and the rest of a group keeps its name", () => {
  const edits = change(noEdits(6, 0), {
    set: ["1=dogs", "0=cats", "2.1=kittens", "3=birds"],
    merge: ["1,4,5", "2.2,3"],
    split: ["2=3"],
  });
  const after = (...undo: string[]) => {
    const { names, merge, split } = change(edits, { ...none, undo });
    return { names, merge, split };
  };
  const { names, merge, split } = edits;
  deepStrictEqual(after(), { names, merge, split });
  deepStrictEqual(after("0"), {
    names: { 1: "dogs", "2.1": "kittens", 3: "birds" },
    merge,
    split,
  });
  deepStrictEqual(after("1"), {
    names: { 0: "cats", "2.1": "kittens", 3: "birds", 4: "dogs" },
    merge: [["4", "5"], ["2.2", "3"]],
    split,
  });
  deepStrictEqual(after("1, 4").names, { 0: "cats", "2.1": "kittens", 3: "birds", 5: "dogs" });
  deepStrictEqual(after("1", "4").merge, [["2.2", "3"]]);
  deepStrictEqual(after("2"), {
    names: { 0: "cats", 1: "dogs", 3: "birds" },
    merge: [["1", "4", "5"]],
    split: {},
  });
  deepStrictEqual(after("2.2"), { names, merge: [["1", "4", "5"]], split });
  deepStrictEqual(after("all"), { names: {}, merge: [], split: {} });
  // It comes first, so that one command can do it anew.
  deepStrictEqual(change(edits, { undo: ["2"], set: ["2=two"], merge: [], split: [] }).names, {
    ...{ 0: "cats", 1: "dogs", 2: "two", 3: "birds" },
  });
  for (const wrong of ["9", "2.4", "", "x", "__proto__"]) {
    throws(() => after(wrong), { code: "BAD_NAMES", message: /clusters or parts, or "all"/ });
  }
});

Deno.test("a merged cluster is split only once it is out of its group", () => {
  const edits = { ...noEdits(4, 0), merge: [["0", "2", "3"]] };
  const split = ["0=3"];
  throws(() => change(edits, { ...none, split }), {
    code: "BAD_NAMES",
    message: /0 is one group with 2 and 3$/,
    hint: /^--undo 0 --split 0=3 /,
  });
  const after = change(edits, { ...none, undo: ["0"], split });
  deepStrictEqual([after.merge, after.split], [[["2", "3"]], { 0: 3 }]);
});

Deno.test("a cluster without an image for each part is not split, and nothing is written", () =>
  inFolder(async (run) => {
    await trainBlobs({ run, overrides: { epochs: 1, clusters: 40 } });
    const { groups } = await nameClusters({ run, environment, ...none }, listen());
    const empty = groups.find(({ images }) => images === 0)!.keys[0];
    await rejects(nameClusters({ run, environment, ...none, split: [empty] }, listen()), {
      code: "BAD_NAMES",
      message: new RegExp(`each of its 2 parts, and ${empty} has none$`),
    });
    strictEqual((await nameClusters({ run, environment, ...none }, listen())).groups.length, 40);
  }));

Deno.test("a split cluster falls into its parts, the largest first, and an empty one stays whole", async () => {
  const samples = 9, clusters = 3;
  const features = new Float32Array(2 * samples);
  // Cluster 0: six to the right, three upwards; cluster 1 and 2 are empty.
  for (let i = 0; i < samples; i++) features.set(i < 3 ? [0, 1 + i] : [1 + i, 0.01], 2 * i);
  const probabilities = new Float32Array(samples * clusters).map((_, at) => at % clusters ? 0 : 1);
  const predictions = { samples, features, featureSize: 2, probabilities, heads: 1, clusters };
  const edits = { ...noEdits(clusters, 0), split: { 0: 2, 1: 2 } };
  const { of, groups } = await groupBy(edits, predictions, 0);
  deepStrictEqual([...of].map((g) => groups[g].keys[0]), [
    ...["0.2", "0.2", "0.2"],
    ...["0.1", "0.1", "0.1", "0.1", "0.1", "0.1"],
  ]);
});

Deno.test("carryNames() matches one to one, merges again, and tells what is lost", () => {
  const { groups } = groupsOf({
    ...noEdits(4, 0),
    names: { 0: "cats", 2: "dogs", 3: "birds" },
    merge: [["0", "1"]],
  });
  const before = Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1, 2);
  const now = Int32Array.of(2, 2, 2, 1, 1, 0, 0, 0, 0);
  const { edits, lost } = carryNames(groups, before, now, noEdits(4, 0));
  deepStrictEqual(edits.names, { 0: "dogs", 2: "cats" });
  deepStrictEqual(edits.merge, [["2", "1"]]);
  deepStrictEqual(lost, ["birds"]);
});

Deno.test("carryNames() gives a name to the cluster that may have it, not to a larger mixed one", () => {
  const { groups } = groupsOf({ ...noEdits(2, 0), names: { 0: "cats" } });
  // Of the cats, three are in a cluster of ten, and two are on their own.
  const before = Int32Array.of(0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0);
  const now = Int32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
  const { edits, lost } = carryNames(groups, before, now, noEdits(2, 0));
  deepStrictEqual([edits.names, lost], [{ 1: "cats" }, []]);
});

Deno.test("a name in the place of its key is answered the right way round", () => {
  const changes = { set: ["a cat=3"], merge: [], split: [] };
  throws(() => change(noEdits(10, 0), changes), {
    code: "BAD_NAMES",
    hint: "did you mean --set '3=a cat'?",
  });
});

Deno.test("images that were moved show in eval, export, neighbors, and in a new run", () =>
  inFolder(async (folder) => {
    const run = join(folder, "run"), to = join(folder, "out");
    await trainBlobs({ run, overrides: { epochs: 1 } });
    const found = await nameClusters({ run, environment, ...none }, listen());
    const from = found.groups.reduce((a, b) => a.images > b.images ? a : b).keys[0];
    const csv = (await Deno.readTextFile(join(run, "assignments.csv"))).trim().split("\n").slice(1);
    const inside = csv.map((row) => row.split(",")).filter((row) => row[1] === from);
    const [first, second] = inside.map(([image]) => image);
    const target = from === "0" ? "1" : "0";
    const changes = {
      set: ["+1=odd ones"],
      merge: [],
      split: [],
      move: [`${first}=${target}`, `${second}=+1`],
    };
    const { groups, file } = await nameClusters({ run, environment, ...changes }, listen());
    const of = (all: typeof groups, key: string) => all.find(({ keys }) => keys.includes(key))!;
    strictEqual(of(groups, from).images, of(found.groups, from).images - 2);
    deepStrictEqual([of(groups, target).moved, of(groups, "+1").moved], [1, 1]);
    const written = JSON.parse(await Deno.readTextFile(file));
    deepStrictEqual([written.schemaVersion, written.moves], [2, [
      { image: first, to: target },
      { image: second, to: "+1" },
    ]]);

    const plain = await evaluate({ run, environment, baseline: false }, listen());
    strictEqual(plain.scores[0].corrected, undefined);
    const asked = { run, environment, baseline: false, corrected: true, split: "train" };
    const evaluation = await evaluate(asked, listen());
    deepStrictEqual(evaluation.groups, groups);
    const { corrected, selected } = evaluation.scores[0];
    strictEqual(corrected!.moved, 2);
    strictEqual(corrected!.groups, groups.filter(({ images }) => images > 0).length);
    // What was learned has the same score as before; another grouping has another one.
    const { scores } = await evaluate({ ...asked, corrected: false }, listen());
    deepStrictEqual(selected, scores[0].selected);
    ok(corrected!.ari !== selected.ari);

    await exportRun({ run, to, environment, images: "none" }, listen());
    const rows = (await Deno.readTextFile(join(to, "assignments.csv"))).split("\n");
    match(rows[0], /,name,moved$/);
    match(rows.find((row) => row.startsWith(`${second},`))!, /,odd ones,yes$/);
    strictEqual(rows.filter((row) => row.endsWith(",yes")).length, 2);

    const { neighbors } = await findNeighbours(
      { run, environment, queries: [second], k: 3 },
      listen(),
    ) as Extract<NeighboursResult, { neighbors: unknown }>;
    strictEqual(neighbors[0].group, "odd ones");
    strictEqual(neighbors[0].groups!.length, 3);
    const { cluster, clusters, agreement } = neighbors[0];
    strictEqual(clusters!.filter((one) => one === cluster).length / 3, agreement);
    const report = await gatherReport(
      { runs: [run], environment, map: "pca", images: 50 },
      listen(),
    );
    deepStrictEqual(report.images[0].edits!.moves, written.moves);

    // Carried over to the same clusters: all is found again.
    const carried = await nameClusters({ run, environment, ...none, from: run }, listen());
    const { moves } = carried.carried!;
    strictEqual(of(carried.groups, "+1").name, "odd ones");
    // The group it went to has no name, so that no cluster is known to be it.
    deepStrictEqual(moves, { kept: 1, lost: 1 });
    await rejects(nameClusters({ run, environment, ...changes, back: true }, listen()), {
      code: "BAD_USAGE",
    });
    ok((await nameClusters({ run, environment, ...none, back: true }, listen())).changed);
    deepStrictEqual(JSON.parse(await Deno.readTextFile(file)), written);
  }));

Deno.test("each change of names can be taken back, one after the other, to the bytes before", () =>
  inFolder(async (run) => {
    const path = join(run, "names.json"), states: string[] = [];
    const save = (name: string) => saveEdits(run, { ...noEdits(2, 0), names: { 0: name } });
    for (const name of ["a", "b", "c"]) {
      await save(name);
      states.push(await Deno.readTextFile(path));
    }
    // A change that ends before names.json is written is none, and is not in the way.
    const full = replaceFileSystem((system) => ({
      ...system,
      rename: (from, to) =>
        to === path ? Promise.reject(new Error("os error 28")) : system.rename(from, to),
    }));
    await rejects(save("lost"), { code: "DISK_FULL" });
    full[Symbol.dispose]();
    strictEqual(await Deno.readTextFile(path), states[2]);
    // What a kill left half written is taken away by whoever writes next.
    const half = join(run, "names.json.12345.part");
    await Deno.writeTextFile(half, "{");
    await save("c");
    await rejects(Deno.stat(half), Deno.errors.NotFound);
    for (const state of states.slice(0, 2).reverse()) {
      strictEqual(await undoEdits(run), true);
      strictEqual(await Deno.readTextFile(path), state);
    }
    strictEqual(await undoEdits(run), false);
    await rejects(Deno.stat(path), Deno.errors.NotFound);
    await rejects(undoEdits(run), { code: "BAD_NAMES", message: /there is none$/ });
    for (let i = 0; i < 3; i++) await save(String(i).repeat(3_000_000));
    // Earlier states are not kept without end.
    ok(Deno.statSync(join(run, "names.history.json")).size < 4_000_000);
    strictEqual(await undoEdits(run), false);
    match(await Deno.readTextFile(path), /"111/);
    using _held = await fileSystem().lock(join(run, "names.lock")) as Disposable;
    await rejects(save("a"), { code: "NAMES_LOCKED" });
  }));

Deno.test("a moved image goes to its nearest part where the cluster is split, and changes no part", async () => {
  const samples = 9, clusters = 2;
  const features = new Float32Array(2 * samples);
  for (let i = 0; i < samples; i++) features.set(i < 3 ? [0, 1 + i] : [1 + i, 0.01], 2 * i);
  // The last one is in cluster 1, and looks like the larger part of cluster 0.
  const probabilities = new Float32Array(samples * clusters)
    .map((_, at) => (at % clusters === 1) === (at >= 2 * (samples - 1)) ? 1 : 0);
  const predictions = { samples, features, featureSize: 2, probabilities, heads: 1, clusters };
  const images = { length: samples, name: (i: number) => `e\u0301 ${i}` };
  const edits = {
    ...noEdits(clusters, 0),
    split: { 0: 2 },
    moves: [{ image: "\u00e9 8", to: "0" }, { image: "e\u0301 0", to: "+3" }],
  };
  const { of, groups, moved } = await groupBy(edits, predictions, 0, images);
  deepStrictEqual([...of].map((g) => groups[g].keys[0]), [
    ...["+3", "0.2", "0.2", "0.1", "0.1", "0.1", "0.1", "0.1", "0.1"],
  ]);
  deepStrictEqual([...moved.keys()], [8, 0]);
  strictEqual(groups.at(-1)!.name, "group +3");
  // The page, which has no features, is told the part.
  deepStrictEqual((await movedIntoParts(edits, predictions, 0, images)).moves, [
    { image: "\u00e9 8", to: "0.1" },
    edits.moves[1],
  ]);
  const twice = { length: 2, name: () => "same.png" };
  const { fault } = movedImages([{ image: "same.png", to: "0" }], twice);
  strictEqual(fault, '"same.png" is the name of two images');
});

Deno.test("change() moves images, puts them back, and undoes clusters with what was moved in", () => {
  const move = ["a=b.png=2", "c.png=+1", "d.png=+1"];
  const edits = change(noEdits(3, 0), { ...none, set: ["+1=odd"], move });
  deepStrictEqual(edits.moves, [
    ...[{ image: "a=b.png", to: "2" }, { image: "c.png", to: "+1" }],
    { image: "d.png", to: "+1" },
  ]);
  const after = (changes: Partial<Changes>) => change(edits, { ...none, ...changes });
  deepStrictEqual(after({ move: ["c.png=", "a=b.png=0"] }).moves, [
    ...[{ image: "d.png", to: "+1" }, { image: "a=b.png", to: "0" }],
  ]);
  deepStrictEqual(after({ undo: ["+1"] }).moves, [{ image: "a=b.png", to: "2" }]);
  deepStrictEqual(after({ undo: ["+1"] }).names, {});
  deepStrictEqual(after({ undo: ["all"] }), noEdits(3, 0));
  deepStrictEqual(groupsOf(after({ merge: ["2,+1"] })).groups[2].name, "odd");
  for (
    const [wrong, message] of [
      ["x.png", /IMAGE=KEY/],
      ["=2", /IMAGE=KEY/],
      ["x.png=two", /IMAGE=KEY/],
      ["x.png=", /"x.png" was not$/],
      ["x.png=7", /and "7" is none$/],
    ] as const
  ) throws(() => after({ move: [wrong] }), { code: "BAD_NAMES", message });
});
