import * as v from "valibot";
import type { DefaultedField } from "../../core/field.ts";
import { count } from "../../core/numbers.ts";
import type { BlockRule } from "../strategy.ts";

/** The option of blocks of images, with the settings of DAC's and DCCM's code. */
export const blocksField: { readonly blocks: DefaultedField<Required<BlockRule>> } = {
  blocks: v.optional(
    v.strictObject({
      /** Images whose reference outputs are renewed together. */
      size: v.optional(count, 1000),
      /** How often a block is gone through before the next. */
      passes: v.optional(count, 10),
      /** How often each batch comes in a row, augmented anew. */
      repeats: v.optional(count, 2),
    }),
    { size: 1000, passes: 10, repeats: 2 },
  ),
};
