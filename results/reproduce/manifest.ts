import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { count } from "../../core/numbers.ts";
import { parseOptions } from "../../core/options.ts";
import { readText } from "../../core/read_text.ts";
import { MEASURES } from "./measures.ts";
import { ABSENT, ALL, REPRODUCIBLE } from "./names.ts";

const size = v.strictObject({
  /** Data sets: `RECIPE/SET` is trained, of each variant's recipe. */
  sets: v.array(v.string()),
  seeds: v.array(v.number()),
  /** What is trained on instead of the recipe's own split. */
  split: v.optional(v.string()),
  /** What is scored instead of the first split that crlc eval scores. */
  score: v.optional(v.string()),
  /** Epochs between snapshots. */
  snapshots: v.optional(count),
  /** Settings of every variant of a recipe, which make it cheaper; the variant's own come after. */
  settings: v.optional(v.record(v.string(), v.array(v.string())), {}),
});
/** Mean and, where it is reported, standard deviation. */
const meanSd = v.optional(
  v.union([v.tuple([v.number(), v.number()]), v.tuple([v.number()])]),
);

const claim = v.strictObject({
  says: v.string(),
  /** The variant that has more. */
  more: v.string(),
  /** The variant that has less; `than` is compared with if absent. */
  less: v.optional(v.string()),
  /** A number that `more` must exceed. */
  than: v.optional(v.number()),
  /** How much less is still as much. */
  slack: v.number(),
  /** A logged term of the last epoch; ACC of the selected head if neither it nor a measure is named. */
  term: v.optional(v.string()),
  measure: v.optional(v.picklist(MEASURES)),
});

const figure = v.strictObject({
  kind: v.picklist([
    ...["curve", "bars", "maps", "confident", "cases", "labelled", "critics", "tightness"] as const,
  ]),
  term: v.optional(v.string()),
  by: v.optional(v.picklist(["cluster", "class"])),
  map: v.optional(v.picklist(["pca", "umap", "tsne"])),
  /** The variants that are drawn, all if absent. A figure of one run is of the first one's first seed. */
  variants: v.optional(v.array(v.string())),
});

const manifestSchema = v.strictObject({
  about: v.string(),
  /** Which table, figure or section of which paper. */
  source: v.string(),
  variants: v.record(
    v.string(),
    v.strictObject({
      recipe: v.string(),
      settings: v.array(v.string()),
      /** The encoder of whose features is learned, as `crlc train --encoder` takes it. */
      encoder: v.optional(v.string()),
      /** What is trained on instead of the size's split. */
      split: v.optional(v.string()),
      /** Scored as it was at the end of this stage. */
      stage: v.optional(v.string()),
      /** Sets for which another recipe is taken, or on which it is not run (null). */
      on: v.optional(v.record(v.string(), v.nullable(v.string())), {}),
    }),
  ),
  /** Sentences of the paper, each with what it is decided by. */
  claims: v.array(claim),
  figures: v.array(figure),
  small: size,
  paper: size,
  /** What the paper reports, mean and standard deviation, shares from 0 to 1. */
  reported: v.optional(
    v.array(
      v.strictObject({
        ...{ variant: v.string(), set: v.string() },
        ...{ acc: meanSd, nmi: meanSd, ari: meanSd, acc5: meanSd, error: meanSd },
      }),
    ),
    [],
  ),
});

/** What a table, a figure or a list of claims is made from; fixed before the first run. */
export type ReproduceManifest = v.InferOutput<typeof manifestSchema>;
export type Claim = v.InferOutput<typeof claim>;

/** Those of CRLC's paper. */
const OURS: Readonly<Record<typeof REPRODUCIBLE[number], () => Promise<{ default: unknown }>>> = {
  claims: () => import("./manifests/claims.json", { with: { type: "json" } }),
  table1: () => import("./manifests/table1.json", { with: { type: "json" } }),
  table2: () => import("./manifests/table2.json", { with: { type: "json" } }),
  table3: () => import("./manifests/table3.json", { with: { type: "json" } }),
  table5: () => import("./manifests/table5.json", { with: { type: "json" } }),
  table6: () => import("./manifests/table6.json", { with: { type: "json" } }),
  table7: () => import("./manifests/table7.json", { with: { type: "json" } }),
  table8: () => import("./manifests/table8.json", { with: { type: "json" } }),
  fig2: () => import("./manifests/fig2.json", { with: { type: "json" } }),
  fig3: () => import("./manifests/fig3.json", { with: { type: "json" } }),
  "fig3-lambda2": () => import("./manifests/fig3-lambda2.json", { with: { type: "json" } }),
  fig4: () => import("./manifests/fig4.json", { with: { type: "json" } }),
  "fig4-features": () => import("./manifests/fig4-features.json", { with: { type: "json" } }),
  fig7: () => import("./manifests/fig7.json", { with: { type: "json" } }),
  fig8: () => import("./manifests/fig8.json", { with: { type: "json" } }),
  fig9: () => import("./manifests/fig9.json", { with: { type: "json" } }),
  fig10: () => import("./manifests/fig10.json", { with: { type: "json" } }),
  fig13: () => import("./manifests/fig13.json", { with: { type: "json" } }),
  fig15: () => import("./manifests/fig15.json", { with: { type: "json" } }),
  epochs: () => import("./manifests/epochs.json", { with: { type: "json" } }),
  critics: () => import("./manifests/critics.json", { with: { type: "json" } }),
  "train-test": () => import("./manifests/train-test.json", { with: { type: "json" } }),
};

/**
 * Reads a manifest: one of CRLC's paper by name, or a file of anybody's.
 *
 * @throws {CrlcError} `BAD_MANIFEST_FILE`, and what `parseOptions` throws of a misspelt key.
 */
export async function readReproduceManifest(name: string): Promise<ReproduceManifest> {
  const known = REPRODUCIBLE.find((one) => one === name);
  const own = known && (await OURS[known]()).default;
  const manifest = parseOptions(manifestSchema, own ?? await fromFile(name), `"${name}"`);
  requireVariants(name, manifest);
  return manifest;
}

/** Refuses names of variants that there are not, and claims that compare with nothing. */
function requireVariants(
  name: string,
  { variants, claims, figures, reported }: ReproduceManifest,
): void {
  const named = [
    ...claims.flatMap(({ more, less }) => less === undefined ? [more] : [more, less]),
    ...figures.flatMap(({ variants = [] }) => variants),
    ...reported.map(({ variant }) => variant),
  ];
  const unknown = named.find((variant) => !Object.hasOwn(variants, variant));
  if (unknown !== undefined) {
    throw bad(
      name,
      `claims, figures and reported numbers must be of its variants, and "${unknown}" is none`,
    );
  }
  const open = claims.find(({ less, than }) => (less === undefined) === (than === undefined));
  if (open) {
    throw bad(name, `a claim must have either "less" or "than", and "${open.says}" has not`);
  }
  const alone = claims.find(({ measure, less }) => measure === "steadiness" && less === undefined);
  if (alone) {
    throw bad(
      name,
      `steadiness must be compared with another variant's, and "${alone.says}" is not`,
    );
  }
}

async function fromFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readText(path);
  } catch {
    throw bad(path, ABSENT[path] ?? "it must be one of the known names or a file, and is neither");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw bad(path, "it must be JSON, and is not");
  }
}

function bad(name: string, what: string): CrlcError {
  const known = [...REPRODUCIBLE, ALL].join(", ");
  return new CrlcError("usage", "BAD_MANIFEST_FILE", `Cannot reproduce "${name}": ${what}`, {
    hint: `known are ${known}; anything else is a file of such a plan`,
  });
}
