import * as v from "valibot";
import { parseOptions } from "../core/options.ts";
import type { DatasetPlugin } from "./dataset.ts";

type Output<Fields extends v.ObjectEntries> = v.InferOutput<
  v.StrictObjectSchema<Fields, undefined>
>;

/** A data set whose options are the schema of each, with its default. */
type Definition<Fields extends v.ObjectEntries> =
  & Omit<DatasetPlugin<Output<Fields>>, "options">
  & { readonly options: Fields };

/**
 * A data set whose options are checked against a schema.
 *
 * @example
 * ```ts
 * import { defineDataset, inMemory } from "@crlc/crlc/datasets";
 * import { count } from "@crlc/crlc/plugins";
 * import { strictEqual } from "node:assert/strict";
 * import * as v from "valibot";
 *
 * const greys = defineDataset({
 *   name: "greys",
 *   about: "images of one grey pixel",
 *   apiVersion: 1,
 *   licence: "MIT",
 *   citation: "none",
 *   facts: { splits: { train: undefined } },
 *   archives: [],
 *   options: { length: v.optional(count, 256) },
 *   open: ({ options: { length } }) =>
 *     Promise.resolve(inMemory({
 *       shape: [1, 1, 1],
 *       pixels: Uint8Array.from({ length }, (_, i) => i),
 *       name: (index) => `grey ${index}`,
 *     })),
 * });
 * const options = greys.options({ length: 3 });
 * await using set = await greys.open({ root: "", split: "train", options });
 * strictEqual(set.length, 3);
 * ```
 */
export function defineDataset<const Fields extends v.ObjectEntries>(
  { options: fields, ...rest }: Definition<Fields>,
): DatasetPlugin<Output<Fields>> {
  const schema = v.strictObject(fields);
  return {
    ...rest,
    options: (raw) => parseOptions(schema, raw, `options of data set "${rest.name}"`),
  };
}
