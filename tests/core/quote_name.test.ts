import { strictEqual } from "node:assert/strict";
import { quoteName } from "../../core/quote_name.ts";

Deno.test("quoteName() escapes what would move the cursor or turn the text", () => {
  strictEqual(quoteName("猫 é 1.jpg"), '"猫 é 1.jpg"');
  strictEqual(quoteName('a"b\\c'), '"a\\"b\\\\c"');
  strictEqual(quoteName("a\n\x1b[31mb"), '"a\\u{a}\\u{1b}[31mb"');
  strictEqual(quoteName("\u202ertl"), '"\\u{202e}rtl"');
});
