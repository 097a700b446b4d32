import { agree } from "./listed.ts";
import { quoteName } from "../../core/quote_name.ts";
import type { Marks } from "./prepared.ts";

/** Warns of images that can be used and may not be what a person has in mind. */
export function oddImages({ flat, stretched }: Marks, paths: readonly string[]): string[] {
  const warnings: string[] = [];
  const counted = (marked: readonly number[]) =>
    `${marked.length.toLocaleString("en")} of ${paths.length.toLocaleString("en")} images`;
  if (flat.length > 0) {
    warnings.push(
      `${counted(flat)} ${agree(flat, "is", "are")} of one colour all over once decoded, ` +
        `such as ${quoteName(paths[flat[0]])}`,
    );
  }
  if (stretched.length > 0) {
    warnings.push(
      `${counted(stretched)} of 16 bits ${agree(stretched, "uses", "use")} the lower bits alone, ` +
        `such as ${quoteName(paths[stretched[0]])}: ${
          agree(stretched, "it is", "they are")
        } brightened to their range, and would be black otherwise`,
    );
  }
  return warnings;
}
