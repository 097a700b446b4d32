import { deepStrictEqual, throws } from "node:assert/strict";
import fc from "fast-check";
import { CrlcError } from "../../../core/errors.ts";
import { readIdx } from "../../../datasets/archive/read_idx.ts";
import { idx } from "../mnist/idx_files.ts";

Deno.test("readIdx() reads sizes and bytes", () => {
  const { shape, data } = readIdx(idx([2, 1, 3], Uint8Array.of(1, 2, 3, 4, 5, 6)), "x");
  deepStrictEqual([shape, [...data]], [[2, 1, 3], [1, 2, 3, 4, 5, 6]]);
});

Deno.test("readIdx() reads at any offset of a larger buffer", () => {
  const file = idx([2], Uint8Array.of(7, 8));
  const larger = new Uint8Array(file.length + 3);
  larger.set(file, 3);
  deepStrictEqual([...readIdx(larger.subarray(3), "x").data], [7, 8]);
});

Deno.test("readIdx() says what is wrong with a damaged file", () => {
  const good = idx([2, 2], Uint8Array.of(1, 2, 3, 4));
  const cases: [Uint8Array, RegExp][] = [
    [new Uint8Array(), /has 0 bytes/],
    [good.subarray(0, 9), /header is cut/],
    [good.subarray(0, good.length - 1), /header says 2 x 2 values, and 3 follow/],
    [idx([2, 2], new Uint8Array(5)), /and 5 follow/],
    [idx([0xffffffff, 0xffffffff, 0xffffffff], new Uint8Array(5)), /and 5 follow/],
    [Uint8Array.of(31, 139, 8, 0), /two zero bytes/],
    [Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 0), /are type 13/],
    [Uint8Array.of(0, 0, 8, 0, 1), /at least one dimension/],
  ];
  for (const [bytes, message] of cases) {
    throws(() => readIdx(bytes, "x"), {
      kind: "data",
      code: "DAMAGED_FILE",
      message,
      hint: "import or fetch the data set again",
    });
  }
});

Deno.test("readIdx() never fails in another way", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    try {
      readIdx(bytes, "x");
    } catch (error) {
      return error instanceof CrlcError;
    }
  }));
});
