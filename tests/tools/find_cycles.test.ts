import { deepStrictEqual } from "node:assert/strict";
import { findCycles } from "../../tools/layers/find_cycles.ts";

const graph = (edges: Record<string, string[]>) =>
  new Map(Object.entries(edges).map(([file, others]) => [file, new Set(others)]));

Deno.test("findCycles() finds every circle of files, and none where files only share others", () => {
  deepStrictEqual(findCycles(graph({ a: ["b", "c"], b: ["c"], c: [] })), []);
  deepStrictEqual(findCycles(graph({ a: ["b"], b: ["c"], c: ["b", "d"], d: [] })), [["b", "c"]]);
  deepStrictEqual(findCycles(graph({ a: ["b"], b: ["a"], c: ["d"], d: ["e"], e: ["c"] })), [
    ["a", "b"],
    ["c", "d", "e"],
  ]);
  deepStrictEqual(findCycles(graph({ a: ["a"] })), [["a"]]);
});
