import {
  deepStrictEqual,
  match,
  notDeepStrictEqual,
  ok,
  rejects,
  strictEqual,
} from "node:assert/strict";
import { join } from "node:path";
import { decodeSafetensors } from "../../../run/folder/safetensors.ts";
import { SOAK } from "../survival/share.ts";
import { inFolder, lastCheckpoint, listen, trainBlobs } from "../training.ts";

const plugins = ["./renewing.ts", "../../../contracts/strategy/drawn_dots.ts"].map((path) =>
  new URL(path, import.meta.url).pathname
);

/** How a form of `renewing` is trained in a folder; 24 images, 6 steps an epoch. */
async function trainingOf(folder: string, options: Record<string, unknown>) {
  const target = join(folder, "renewing.json"), augment = [{ step: "tone" }];
  const input = { size: [6, 6], normalise: "none", augment: { weak: augment } };
  const recipe = { strategy: "renewing", dataset: { name: "dots" }, clusters: 3, input, options };
  await Deno.writeTextFile(target, JSON.stringify(recipe));
  const common = { target, plugins, backend: "cpu", overrides: { epochs: undefined } };
  return (run: string, stopAfter?: number, observer = listen()) =>
    trainBlobs({ ...common, run: join(folder, run), stopAfter, observer });
}

const linesOf = async (run: string) =>
  (await Deno.readTextFile(join(run, "metrics.jsonl"))).trim().split("\n").map((line) =>
    JSON.parse(line)
  );

/** Trains through, and stopped after some steps; gives what both end with. */
async function throughAndStopped(
  folder: string,
  options: Record<string, unknown>,
  stops: readonly number[],
) {
  const train = await trainingOf(folder, options);
  const { steps } = await train("straight");
  for (const step of SOAK ? Array.from({ length: steps - 1 }, (_, i) => i + 1) : stops) {
    await train("stopped", step);
  }
  await train("stopped");
  const bytes = await lastCheckpoint(join(folder, "straight"));
  deepStrictEqual(await lastCheckpoint(join(folder, "stopped")), bytes);
  const { tensors } = decodeSafetensors(bytes);
  return { tensors, steps, lines: await linesOf(join(folder, "straight")) };
}

Deno.test("targets of all images are renewed every few steps, after an autoencoder layer by layer", () =>
  inFolder(async (folder) => {
    const { tensors, steps, lines } = await throughAndStopped(
      folder,
      { form: "targets" },
      // Within a layer and at its end; before, at and after a renewal.
      [4, 6, 18, 22, 23, 24, 27],
    );
    // Three stages of an epoch that learn to rebuild, then two epochs.
    strictEqual(steps, 3 * 6 + 2 * 6);
    deepStrictEqual(
      lines.map(({ stage }) => stage),
      ["layer 1", "layer 2", "autoencoder", "cluster", "cluster"],
    );
    const rows = tensors["buffers/reference/rows"];
    deepStrictEqual(rows.shape, [24, 3]);
    for (let i = 0; i < 24; i++) {
      const [a, b, c] = rows.data.subarray(3 * i, 3 * i + 3);
      ok(Math.abs(a + b + c - 1) < 1e-5, "each row is a target");
    }
    // Of five steps each: the first epoch has seen those of steps 0 and 5, the second that of 10.
    strictEqual(lines[3].terms["reference/changed"] > 0, true);
    ok("reference/sure" in lines[4].terms);
  }));

Deno.test("a stage ends where what it renews says so, and a run that was stopped ends there as well", () =>
  inFolder(async (folder) => {
    const notes: string[] = [];
    const train = await trainingOf(folder, { form: "targets", endsBelow: 1.5 });
    const observer = { ...listen(), note: (text: string) => void notes.push(text) };
    const { status, step, steps } = await train("run", undefined, observer);
    // The second renewal, after five steps, ends it.
    deepStrictEqual([status, step, steps], ["finished", 30, 30]);
    match(notes.join(), /stage "cluster" ends after 5 of at most 12 steps/);
    const bytes = await lastCheckpoint(join(folder, "run"));
    await train("stopped", 20);
    await train("stopped");
    deepStrictEqual(await lastCheckpoint(join(folder, "stopped")), bytes);
    const { stage, epoch, step: at } = (await linesOf(join(folder, "run"))).at(-1)!;
    deepStrictEqual([stage, epoch, at], ["cluster", 1, 30]);
  }));

Deno.test("reference outputs of a block are renewed where it begins, those of others stay", () =>
  inFolder(async (folder) => {
    const { tensors, steps } = await throughAndStopped(folder, { form: "blocks" }, [3, 8, 9, 16]);
    // Two blocks of ten images, each twice two batches, each batch twice.
    strictEqual(steps, 2 * 2 * 8);
    const rows = tensors["buffers/reference/rows"].data;
    const asked = Array.from({ length: 24 }, (_, i) => rows[3 * i] !== 0).filter(Boolean).length;
    // Four of the 24 are in no block of an epoch, and may have been in none of both.
    ok(asked >= 20 && asked <= 24, `${asked} images were asked`);
  }));

Deno.test("clusters merge between epochs until as many are left as are wanted", () =>
  inFolder(async (folder) => {
    const { tensors, lines } = await throughAndStopped(folder, { form: "merges" }, [1, 6, 7, 13]);
    const [{ terms: { clusters: first } }, ...learned] = lines.slice(0, -1);
    const left = learned.map(({ terms }) => terms["merging/clusters"]);
    ok(first > 4 && left[0] === first, `${first} groups at first, then ${left}`);
    for (const [i, clusters] of left.entries()) {
      if (i > 0) strictEqual(clusters, Math.max(3, left[i - 1] - Math.ceil(0.3 * left[i - 1])));
    }
    // The stage ends there, though it might have had six epochs.
    strictEqual(left.at(-1), 3);
    ok(left.length < 6);
    deepStrictEqual(new Set(tensors["buffers/merging/clusters"].data), new Set([0, 1, 2]));
  }));

Deno.test("a pass after a stage's own steps, and images in their order", () =>
  inFolder(async (folder) => {
    const { steps, lines } = await throughAndStopped(folder, { form: "after" }, [5, 7, 12]);
    strictEqual(steps, 2 * 12);
    ok("second/loss" in lines[0].terms && "loss" in lines[0].terms);
  }));

Deno.test("a matrix that is not positive definite ends a run, with its term and step", () =>
  inFolder(async (folder) => {
    const train = await trainingOf(folder, { form: "indefinite" });
    await rejects(train("run"), {
      code: "NOT_POSITIVE_DEFINITE",
      exitCode: 1,
      message: /^Cannot go on after step \d+: each matrix of volume must be positive definite/,
      hint: /^no checkpoint was saved yet/,
    });
    const failure = JSON.parse(await Deno.readTextFile(join(folder, "run", "failure.json")));
    deepStrictEqual([failure.indefinite, failure.terms.volume], [["volume"], ["NaN"]]);
    notDeepStrictEqual(failure.step, 1);
  }));
