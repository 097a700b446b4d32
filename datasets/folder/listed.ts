import { quoteName } from "../../core/quote_name.ts";

/**
 * Names for a message: `"a"`, `"a" and "b"`, or `"a", "b" and 3 more`.
 *
 * @param most Names, or names and a number, that are said.
 */
export function listed(names: readonly string[], most = 3): string {
  if (names.length <= most) {
    const quoted = names.map(quoteName);
    return [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter(Boolean).join(" and ");
  }
  const shown = names.slice(0, most - 1).map(quoteName).join(", ");
  return `${shown} and ${(names.length - most + 1).toLocaleString("en")} more`;
}

/** The word that agrees with a number of names. */
export function agree(names: readonly unknown[], one: string, many: string): string {
  return names.length === 1 ? one : many;
}
