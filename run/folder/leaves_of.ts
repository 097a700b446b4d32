/**
 * Every value of a document that holds no others, as JSON, by its dotted path.
 *
 * @example
 * ```ts
 * import { leavesOf } from "./leaves_of.ts";
 * import { deepStrictEqual } from "node:assert/strict";
 *
 * const sizes = { input: { size: [8, 9] } };
 * deepStrictEqual([...leavesOf(sizes, "lists too")], [["input.size.0", "8"], ["input.size.1", "9"]]);
 * deepStrictEqual([...leavesOf(sizes, "lists whole")], [["input.size", "[8,9]"]]);
 * ```
 *
 * @param how Whether lists are gone into, or are values, as `--set` takes them.
 */
export function leavesOf(
  value: unknown,
  how: "lists too" | "lists whole",
  path = "",
): Map<string, string> {
  const inner = typeof value === "object" && value !== null &&
    (how === "lists too" || !Array.isArray(value));
  if (!inner) return new Map([[path, JSON.stringify(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, below]) => [
      ...leavesOf(below, how, path ? `${path}.${key}` : key),
    ]),
  );
}
