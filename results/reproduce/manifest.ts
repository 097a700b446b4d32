import * as v from "valibot";
import { CrlcError } from "../../core/errors.ts";
import { count } from "../../core/numbers.ts";
import { parseOptions } from "../../core/options.ts";
import { readText } from "../../core/read_text.ts";
import { REPRODUCIBLE } from "./names.ts";

const size = v.strictObject({
  /** Data sets: `RECIPE/SET` is trained, of each variant's recipe. */
  sets: v.array(v.string()),
  seeds: v.array(v.number()),
  /** What is trained on instead of the recipe's own split. */
  split: v.optional(v.string()),
  /** Epochs between snapshots. */
  snapshots: v.optional(count),
});
const meanSd = v.optional(v.tuple([v.number(), v.number()]));

const manifestSchema = v.strictObject({
  about: v.string(),
  /** Which table, figure or section of which paper. */
  source: v.string(),
  variants: v.record(
    v.string(),
    v.strictObject({ recipe: v.string(), settings: v.array(v.string()) }),
  ),
  /** Sentences of the paper: `more` has more of the term than `less`, or no less than `slack` less. */
  claims: v.array(
    v.strictObject({
      ...{ says: v.string(), more: v.string(), less: v.string(), slack: v.number() },
      /** A logged term of the last epoch; ACC of the selected head if absent. */
      term: v.optional(v.string()),
    }),
  ),
  figure: v.picklist(["curve", "bars", "confident", "cases", "labelled"]),
  small: size,
  paper: size,
  /** What the paper reports, mean and standard deviation, shares from 0 to 1. */
  reported: v.optional(
    v.array(
      v.strictObject({
        ...{ variant: v.string(), set: v.string() },
        ...{ acc: meanSd, nmi: meanSd, ari: meanSd, error: meanSd },
      }),
    ),
    [],
  ),
});

/** What a table, a figure or a list of claims is made from; fixed before the first run. */
export type ReproduceManifest = v.InferOutput<typeof manifestSchema>;

/** Those of CRLC's paper. */
const OURS: Readonly<Record<typeof REPRODUCIBLE[number], () => Promise<{ default: unknown }>>> = {
  claims: () => import("./manifests/claims.json", { with: { type: "json" } }),
  table1: () => import("./manifests/table1.json", { with: { type: "json" } }),
  table3: () => import("./manifests/table3.json", { with: { type: "json" } }),
  table5: () => import("./manifests/table5.json", { with: { type: "json" } }),
  table7: () => import("./manifests/table7.json", { with: { type: "json" } }),
  fig2: () => import("./manifests/fig2.json", { with: { type: "json" } }),
  fig3: () => import("./manifests/fig3.json", { with: { type: "json" } }),
  "fig3-lambda2": () => import("./manifests/fig3-lambda2.json", { with: { type: "json" } }),
  fig4: () => import("./manifests/fig4.json", { with: { type: "json" } }),
  fig7: () => import("./manifests/fig7.json", { with: { type: "json" } }),
  fig8: () => import("./manifests/fig8.json", { with: { type: "json" } }),
  fig10: () => import("./manifests/fig10.json", { with: { type: "json" } }),
  fig13: () => import("./manifests/fig13.json", { with: { type: "json" } }),
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
  const { variants, claims, reported } = manifest;
  const named = [
    ...claims.flatMap(({ more, less }) => [more, less]),
    ...reported.map(({ variant }) => variant),
  ];
  const unknown = named.find((variant) => !Object.hasOwn(variants, variant));
  if (unknown === undefined) return manifest;
  throw bad(name, `claims and reported numbers must be of its variants, and "${unknown}" is none`);
}

async function fromFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readText(path);
  } catch {
    throw bad(path, "it must be one of the known names or a file, and is neither");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw bad(path, "it must be JSON, and is not");
  }
}

function bad(name: string, what: string): CrlcError {
  return new CrlcError("usage", "BAD_MANIFEST_FILE", `Cannot reproduce "${name}": ${what}`, {
    hint: `known are ${REPRODUCIBLE.join(", ")}; anything else is a file of such a plan`,
  });
}
