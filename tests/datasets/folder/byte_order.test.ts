import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { byteOrder } from "../../../datasets/folder/byte_order.ts";

Deno.test("byteOrder() is the order of UTF-8 bytes", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(fc.property(text, text, (a, b) => {
    strictEqual(Math.sign(byteOrder(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }));
});

Deno.test("byteOrder() puts rare characters last, where JavaScript does not", () => {
  deepStrictEqual(["\u{1f431}", "\uff01", "a/b", "a-b/c", "a"].sort(byteOrder), [
    "a",
    "a-b/c",
    "a/b",
    "\uff01",
    "\u{1f431}",
  ]);
});
