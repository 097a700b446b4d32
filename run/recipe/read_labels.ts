import * as v from "valibot";
import { CrlcError, messageOf } from "../../core/errors.ts";
import { readText } from "../../core/read_text.ts";
import { natural } from "../../core/numbers.ts";
import type { Dataset } from "../../datasets/dataset.ts";
import { type Labels, requireClusters, sortedLabels } from "./labels.ts";

/**
 * Reads labels from a file: JSON `{ "17": 3, ... }`, the class of an image by its number in the
 * training split or by its name; or a list of such numbers, one a line, whose classes the data set
 * knows.
 *
 * @throws {CrlcError} `BAD_LABELS_FILE`, `NO_LABELS`, `WRONG_CLUSTERS`.
 */
export async function readLabels(
  path: string,
  dataset: Dataset,
  clusters: number,
): Promise<Labels> {
  const bad = refusalOf(path), text = await readLabelsFile(path);
  const images = readList(text, dataset.length, bad);
  if (images) return await labelsOfList(images, dataset, clusters, bad);
  const drawn = readClasses(text, dataset, bad);
  const classes = Math.max(...drawn.map(({ label }) => label)) + 1;
  if (classes > clusters) requireClusters(clusters, classes);
  requireEachClass(drawn, clusters, dataset, bad);
  return sortedLabels(drawn);
}

/**
 * The text of a file of labels.
 *
 * @throws {CrlcError} `BAD_LABELS_FILE`.
 */
export async function readLabelsFile(path: string): Promise<string> {
  try {
    return await readText(path);
  } catch (cause) {
    const why = `it must be a file that can be read, and is not: ${messageOf(cause)}`;
    throw refusalOf(path)(why, cause);
  }
}

/** Makes the error for what is wrong with a file. */
type Refusal = (what: string, cause?: unknown) => CrlcError;

const refusalOf = (path: string): Refusal => (what, cause) =>
  new CrlcError("data", "BAD_LABELS_FILE", `Cannot read labels from "${path}": ${what}`, {
    hint:
      'give {"0": 3, "17": 1}, classes from 0 by number or name of an image, or a list of numbers, one a line',
    cause,
  });

/** The images of a list, one a line; nothing where the file is no list, as its first line says. */
function readList(text: string, length: number, bad: Refusal): number[] | undefined {
  const lines = text.split(/\r?\n/).map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== "" && !line.startsWith("#"));
  if (lines.length === 0 || !/^[-+\d.]/.test(lines[0].line)) return undefined;
  const found = new Map<number, number>();
  return lines.map(({ line, number }) => {
    const image = /^\d+$/.test(line) ? Number(line) : NaN;
    if (!(image < length)) {
      throw bad(
        `line ${number} must be the number of an image, from 0 to ${length - 1}, and is ${
          JSON.stringify(line)
        }`,
      );
    }
    const before = found.get(image);
    if (before !== undefined) {
      throw bad(
        `every image must be named once, and ${image} stands in lines ${before} and ${number}`,
      );
    }
    found.set(image, number);
    return image;
  });
}

/** The labels that the data set has of some images: at least one of each class. */
async function labelsOfList(
  images: readonly number[],
  dataset: Dataset,
  clusters: number,
  bad: Refusal,
): Promise<Labels> {
  const labels = await dataset.labels();
  if (!labels) {
    throw new CrlcError(
      "data",
      "NO_LABELS",
      "Cannot train with labels: the data set must know the classes of a list of images, and knows none",
      { hint: 'give the classes as well, as in {"0": 3, "17": 1}' },
    );
  }
  const classes = labels.reduce((most, label) => Math.max(most, label), -1) + 1;
  requireClusters(clusters, classes);
  const drawn = images.map((image) => ({ image, label: labels[image] }));
  requireEachClass(drawn, classes, dataset, bad);
  return sortedLabels(drawn);
}

/** Makes sure that no class is without a label: of one without, nothing would be learned. */
function requireEachClass(
  drawn: readonly { label: number }[],
  classes: number,
  dataset: Dataset,
  bad: Refusal,
): void {
  const named = new Set(drawn.map(({ label }) => label));
  const without = Array.from({ length: classes }, (_, label) => label).find((c) => !named.has(c));
  if (without === undefined) return;
  const name = dataset.classes?.[without];
  throw bad(
    `it must name one image of each class at least, and names none of class ${without}${
      name === undefined ? "" : ` (${JSON.stringify(name)})`
    }`,
  );
}

/** The classes that a JSON file gives to images, by number or name. */
function readClasses(
  text: string,
  dataset: Dataset,
  bad: Refusal,
): { image: number; label: number }[] {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    throw bad(
      `it must be a JSON file or a list of numbers, and is not: ${messageOf(cause)}`,
      cause,
    );
  }
  requireKeysOnce(text, bad);
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
    return { image, label: label as number };
  });
  if (new Set(drawn.map(({ image }) => image)).size < drawn.length) {
    throw bad("every image must be named once, and one is named twice");
  }
  return drawn;
}

/** Makes sure that no image stands twice: `JSON.parse` would take the last one in silence. */
function requireKeysOnce(text: string, bad: Refusal): void {
  const keys = new Set<unknown>();
  for (const [, key] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:/g)) {
    const name: unknown = JSON.parse(key);
    if (keys.has(name)) throw bad(`every image must be named once, and ${key} is named twice`);
    keys.add(name);
  }
}
