import { strictEqual } from "node:assert/strict";
import { PAGE, renewed } from "../../tools/op_support.ts";
import { page } from "../../tools/op_support/page.ts";
import support from "../../tools/op_support/support.json" with { type: "json" };

Deno.test("docs/plugins.md says of ops what was measured", async () => {
  const text = await Deno.readTextFile(PAGE), words = (text: string) => text.split(/\s+/).join(" ");
  const again = words(renewed(text, page(support)));
  strictEqual(words(text), again, "run `deno run -A tools/op_support.ts`");
});
