import * as v from "valibot";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { readText } from "../../core/read_text.ts";
import { natural } from "../../core/numbers.ts";
import { Stream } from "../../core/random.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { LabelledRule, Stage } from "../../plugins/strategy.ts";

/** The labels a semi-supervised run may see; part of its recipe. */
export const labelsSchema = v.strictObject({
  /** Which images of the training split, in rising order. */
  images: v.array(natural),
  /** The class of each, from 0. */
  classes: v.array(natural),
});

export type Labels = v.InferOutput<typeof labelsSchema>;

/** What the stages of a strategy ask of labels; nothing where it is unsupervised. */
export function labelledRule(stages: readonly Stage[]): LabelledRule | undefined {
  const rules = stages.flatMap((stage) => stage.kind === "train" ? stage.labelled ?? [] : []);
  return rules.length === 0 ? undefined : rules.reduce((a, b) => b.perClass > a.perClass ? b : a);
}

/**
 * Draws the labelled images of a run, the same number of each class: by the seed alone, and so
 * that fewer per class are a part of more.
 *
 * @throws {CrlcError} `NO_LABELS`, `TOO_FEW_LABELS`, `WRONG_CLUSTERS`.
 */
export async function drawLabels(
  dataset: Dataset,
  { perClass }: LabelledRule,
  { clusters, seed }: { clusters: number; seed: number },
): Promise<Labels> {
  const labels = await dataset.labels();
  if (!labels) {
    throw new CrlcError(
      "data",
      "NO_LABELS",
      "Cannot train with labels: the data set must have some, and has none",
      { hint: "give some with --labels FILE" },
    );
  }
  const classes = labels.reduce((most, label) => Math.max(most, label), -1) + 1;
  requireClusters(clusters, classes);
  const drawn: { image: number; label: number }[] = [];
  for (let label = 0; label < classes; label++) {
    const own = [...labels.keys()].filter((image) => labels[image] === label);
    if (own.length < perClass) {
      throw new CrlcError(
        "usage",
        "TOO_FEW_LABELS",
        `Cannot draw ${perClass} labels of each class: class ${label} has ${own.length} images`,
        { hint: "--set perClass=... asks for fewer" },
      );
    }
    const order = new Stream(seed, "labelled", label).permutation(own.length);
    for (let i = 0; i < perClass; i++) drawn.push({ image: own[order[i]], label });
  }
  return sorted(drawn);
}

/**
 * Reads labels from a file: JSON `{ "17": 3, ... }`, the class of an image by its number in the
 * training split or by its name.
 *
 * @throws {CrlcError} `BAD_LABELS_FILE`, `WRONG_CLUSTERS`.
 */
export async function readLabels(
  path: string,
  dataset: Dataset,
  clusters: number,
): Promise<Labels> {
  const bad = (what: string, cause?: unknown) =>
    new CrlcError("data", "BAD_LABELS_FILE", `Cannot read labels from "${path}": ${what}`, {
      hint: 'for example {"0": 3, "17": 1}: the class of an image, from 0, by its number or name',
      cause,
    });
  let text: string, raw: unknown;
  try {
    text = await readText(path);
  } catch (cause) {
    throw bad(`it must be a file that can be read, and is not: ${messageOf(cause)}`, cause);
  }
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    throw bad(`it must be a JSON file, and is not: ${messageOf(cause)}`, cause);
  }
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    throw bad("it must hold an object of images and their classes, and holds something else");
  }
  const given = Object.entries(raw);
  if (given.length === 0) throw bad("it must name one image at least, and names none");
  for (const [name, label] of given) {
    if (v.is(natural, label)) continue;
    throw bad(
      `every class must be a whole number from 0, and that of "${name}" is ${
        JSON.stringify(label)
      }`,
    );
  }
  // As it is typed, an accent is often coded otherwise than in the file's name; that itself comes first.
  const names = Array.from({ length: dataset.length }, (_, i) => dataset.name(i));
  const alike = new Map(names.map((name, i) => [name.normalize("NFC"), i]));
  const exact = new Map(names.map((name, i) => [name, i]));
  const drawn = given.map(([name, label]) => {
    const image = exact.get(name) ?? alike.get(name.normalize("NFC")) ??
      (/^\d+$/.test(name) ? Number(name) : -1);
    if (image < 0 || image >= dataset.length) {
      throw bad(`every image must be one of the ${dataset.length}, and "${name}" is none of them`);
    }
    return { image, label };
  });
  if (new Set(drawn.map(({ image }) => image)).size < drawn.length) {
    throw bad("every image must be named once, and one is named twice");
  }
  const classes = Math.max(...drawn.map(({ label }) => label)) + 1;
  if (classes > clusters) requireClusters(clusters, classes);
  return sorted(drawn);
}

function requireClusters(clusters: number, classes: number): void {
  if (clusters === classes) return;
  throw new CrlcError(
    "usage",
    "WRONG_CLUSTERS",
    `Cannot train with labels: there must be one cluster for each of ${classes} classes, and there are ${clusters}`,
    { hint: `give -k ${classes}` },
  );
}

function sorted(drawn: { image: number; label: number }[]): Labels {
  const rising = drawn.toSorted((a, b) => a.image - b.image);
  return {
    images: rising.map(({ image }) => image),
    classes: rising.map(({ label }) => label),
  };
}
