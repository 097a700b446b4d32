import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { nearest, suggest } from "../../core/suggest.ts";

Deno.test("a name is suggested only where it shares a letter with what was given", () => {
  strictEqual(suggest("9", ["1", "2"]), undefined);
  strictEqual(suggest("A", ["a"]), "a");
  deepStrictEqual(nearest("k1", ["k2", "k3", "x9"], 2), ["k2", "k3"]);
});
