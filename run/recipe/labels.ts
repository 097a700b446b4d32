import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { natural } from "../../core/numbers.ts";
import type { Field } from "../../core/field.ts";
import { Stream } from "../../core/random.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import type { LabelledRule, Stage } from "../../plugins/strategy.ts";

/** The labels a semi-supervised run may see; part of its recipe. */
export interface Labels {
  /** Which images of the training split, in rising order. */
  readonly images: number[];
  /** The class of each, from 0. */
  readonly classes: number[];
}

/** Labels as a recipe may have them. */
export const labelsSchema: Field<Labels> = v.strictObject({
  images: v.array(natural),
  classes: v.array(natural),
});

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
  return sortedLabels(drawn);
}

/**
 * Makes sure that there is one cluster for each class.
 *
 * @throws {CrlcError} `WRONG_CLUSTERS`.
 */
export function requireClusters(clusters: number, classes: number): void {
  if (clusters === classes) return;
  throw new CrlcError(
    "usage",
    "WRONG_CLUSTERS",
    `Cannot train with labels: there must be one cluster for each of ${classes} classes, and there are ${clusters}`,
    { hint: `give -k ${classes}` },
  );
}

/** Labels in the order of their images. */
export function sortedLabels(drawn: { image: number; label: number }[]): Labels {
  const rising = drawn.toSorted((a, b) => a.image - b.image);
  return {
    images: rising.map(({ image }) => image),
    classes: rising.map(({ label }) => label),
  };
}
