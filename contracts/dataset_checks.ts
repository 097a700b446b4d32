import { deepStrictEqual, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { CrlcError } from "../core/errors.ts";
import type { CachePlace, Dataset, DatasetPlugin } from "../datasets/dataset.ts";
import type { Check } from "./check.ts";

/** How the suite opens a data set. */
export interface DatasetCase {
  readonly plugin: DatasetPlugin;
  /** Folder of the data set's files; the suite never writes into it. */
  readonly root: string;
  /** Options that make it small. */
  readonly raw?: Record<string, unknown>;
  /** Every split, with the number of images it must have here. */
  readonly splits: Readonly<Record<string, number>>;
  /** Where images are kept; nothing is kept where it is absent. */
  readonly cache?: CachePlace;
  /** Whether it has true classes. */
  readonly labelled: boolean;
}

/** A case of which only the plugin is known: what it promises, and else what it has. */
export async function openedCase(
  plugin: DatasetPlugin,
  root: string,
  raw: Record<string, unknown>,
): Promise<DatasetCase> {
  const splits: Record<string, number> = {};
  let labelled = false;
  for (const [split, promised] of Object.entries(plugin.facts.splits)) {
    await using set = await plugin.open({ root, split, options: plugin.options(raw) });
    splits[split] = promised ?? set.length;
    labelled ||= await set.labels() !== undefined;
  }
  return { plugin, root, raw, splits, labelled };
}

const all = (n: number) => Uint32Array.from({ length: n }, (_, i) => i);
const sizeOf = (set: Dataset) => set.height * set.width * set.channels;

async function pixelsOf(set: Dataset, indices: Uint32Array): Promise<Uint8Array> {
  // Not zero before, so that bytes left untouched are seen.
  const into = new Uint8Array(indices.length * sizeOf(set)).fill(0xa5);
  await set.read(indices, into);
  return into;
}

type Body = (c: DatasetCase, open: (split: string) => Promise<Dataset>) => Promise<void> | void;
type SplitBody = (set: Dataset, c: DatasetCase, split: string) => Promise<void> | void;

/** Collects the checks of a data set. */
class Suite {
  readonly checks: Check[] = [];

  constructor(private readonly make: () => Promise<DatasetCase & Partial<AsyncDisposable>>) {}

  check(name: string, body: Body): void {
    const run = async () => {
      const given = await this.make();
      const { plugin, root, raw, cache } = given;
      try {
        const open = (split: string) =>
          plugin.open({ root, split, options: plugin.options(raw), cache });
        await body(given, open);
      } finally {
        await given[Symbol.asyncDispose]?.();
      }
    };
    this.checks.push({ name, run });
  }

  eachSplit(name: string, body: SplitBody): void {
    this.check(`${name}, in every split`, async (c, open) => {
      for (const split of Object.keys(c.splits)) {
        await using set = await open(split);
        await body(set, c, split);
      }
    });
  }
}

/** What it says of itself. */
function introductionChecks(suite: Suite): void {
  suite.check("introduces itself", ({ plugin }) => {
    strictEqual(plugin.apiVersion, 1);
    ok(/^[a-z][a-z0-9-]*$/.test(plugin.name));
    for (const text of [plugin.about, plugin.licence, plugin.citation]) ok(text.trim().length > 0);
    for (const { urls, digest } of plugin.archives) {
      ok(urls.length > 0 && urls.every((url) => URL.parse(url)?.protocol === "https:"));
      if (digest) ok(digest.from.length > 0, "a digest must say who states it");
    }
    if (plugin.archives.length > 0 || plugin.imports) ok(plugin.import && plugin.check);
    else strictEqual(plugin.import, undefined);
  });

  suite.check("fills its options once and refuses an unknown one", ({ plugin, raw }) => {
    deepStrictEqual(plugin.options(plugin.options(raw)), plugin.options(raw));
    throws(() => plugin.options({ ...raw, noSuchOption: 1 }), (error) => {
      ok(error instanceof CrlcError);
      strictEqual(error.kind, "usage");
      return error.message.includes('"noSuchOption"');
    });
  });

  suite.check("refuses an unknown split by name", async (_, open) => {
    await rejects(open("no-such-split"), { kind: "usage", code: "UNKNOWN_SPLIT" });
  });
}

/** That its images are what it promises, and the same each time. */
function imageChecks(suite: Suite): void {
  suite.eachSplit(
    "has the length, shape and classes it promises",
    (set, { plugin, splits }, split) => {
      strictEqual(set.length, splits[split]);
      for (const side of [set.height, set.width]) ok(Number.isInteger(side) && side > 0);
      ok([1, 3].includes(set.channels));
      if (plugin.facts.shape) {
        deepStrictEqual([set.height, set.width, set.channels], [...plugin.facts.shape]);
      }
      if (set.classes) strictEqual(new Set(set.classes).size, set.classes.length);
    },
  );

  suite.eachSplit(
    "gives the same bytes twice, and again when opened again",
    async (set, c, split) => {
      const once = await pixelsOf(set, all(set.length));
      deepStrictEqual(await pixelsOf(set, all(set.length)), once);
      await using again = await c.plugin.open({
        root: c.root,
        split,
        options: c.plugin.options(c.raw),
        cache: c.cache,
      });
      deepStrictEqual(await pixelsOf(again, all(set.length)), once);
      strictEqual(again.digest, set.digest);
      ok(/^[0-9a-f]{64}$/.test(set.digest));
    },
  );
}

/** That it reads what it is asked for, and nothing else. */
function readingChecks(suite: Suite): void {
  suite.eachSplit("reads in any order, the same image twice, and none", async (set) => {
    const size = sizeOf(set);
    const pixels = await pixelsOf(set, all(set.length));
    const order = Uint32Array.of(set.length - 1, 0, set.length - 1);
    const read = await pixelsOf(set, order);
    order.forEach((index, i) =>
      deepStrictEqual(
        read.subarray(i * size, (i + 1) * size),
        pixels.subarray(index * size, (index + 1) * size),
      )
    );
    await set.read(new Uint32Array(0), new Uint8Array(0));
  });

  suite.eachSplit(
    "refuses a bad index and a buffer of another size, and writes nothing",
    async (set) => {
      const size = sizeOf(set);
      const into = new Uint8Array(2 * size).fill(0xa5);
      await rejects(set.read(Uint32Array.of(0, set.length), into), RangeError);
      await rejects(set.read(Uint32Array.of(0), into), RangeError);
      ok(into.every((byte) => byte === 0xa5));
      for (const index of [-1, set.length, 0.5, NaN]) throws(() => set.name(index), RangeError);
    },
  );

  suite.eachSplit(
    "knows the label of every image, or of none",
    async (set, { labelled, plugin }) => {
      const labels = await set.labels();
      strictEqual(labels !== undefined, labelled);
      if (!labels) return;
      strictEqual(labels.length, set.length);
      const classes = set.classes?.length ?? plugin.facts.classes;
      ok(classes !== undefined && labels.every((label) => label >= 0 && label < classes));
      labels.fill(-1);
      ok((await set.labels())!.every((label) => label >= 0), "labels() must give a copy");
    },
  );

  suite.eachSplit("calls every image by another name", (set) => {
    const names = new Set(Array.from({ length: set.length }, (_, i) => set.name(i)));
    strictEqual(names.size, set.length);
  });
}

/**
 * What every data set must hold to, built in or a third party's.
 *
 * @param make Is called for each of them.
 */
export function datasetChecks(
  make: () => Promise<DatasetCase & Partial<AsyncDisposable>>,
): Check[] {
  const suite = new Suite(make);
  introductionChecks(suite);
  imageChecks(suite);
  readingChecks(suite);
  return suite.checks;
}
