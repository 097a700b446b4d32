import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { assign } from "../../search/hungarian.ts";

/** The largest sum over all one-to-one assignments, by trying each. */
function bestByTrying(weights: number[][]): number {
  const [first, ...rest] = weights;
  if (!first) return 0;
  const without = (column: number) => rest.map((row) => row.filter((_, c) => c !== column));
  const taken = first.map((weight, column) => weight + bestByTrying(without(column)));
  // A row may stay alone only where rows outnumber columns.
  return Math.max(...taken, weights.length > first.length ? bestByTrying(rest) : -Infinity);
}

const tables = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(
  ([rows, columns]) =>
    fc.array(
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: columns, maxLength: columns }),
      { minLength: rows, maxLength: rows },
    ),
);

Deno.test("assign() reaches the largest sum of all assignments, square or not", () => {
  fc.assert(fc.property(tables, (weights) => {
    const rows = weights.length, columns = weights[0].length;
    const columnOf = assign(weights.flat(), rows, columns);
    const chosen = [...columnOf].filter((column) => column >= 0);
    strictEqual(chosen.length, Math.min(rows, columns));
    strictEqual(new Set(chosen).size, chosen.length);
    const sum = weights.reduce((s, row, r) => s + (columnOf[r] >= 0 ? row[columnOf[r]] : 0), 0);
    strictEqual(sum, bestByTrying(weights));
  }));
});

Deno.test("assign() of an empty table assigns nothing", () => {
  deepStrictEqual([...assign([], 0, 3)], []);
  deepStrictEqual([...assign([], 2, 0)], [-1, -1]);
});

Deno.test("assign() finds a hidden permutation of 1,000 rows", () => {
  const size = 1000, weights = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let c = 0; c < size; c++) weights[row * size + c] = (row * 7919 + c * 104729) % 50;
    weights[row * size + (row * 37 + 11) % size] = 60;
  }
  const columnOf = assign(weights, size, size);
  ok(columnOf.every((column, row) => column === (row * 37 + 11) % size));
});
