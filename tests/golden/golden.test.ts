import { ok } from "node:assert/strict";
import { backends } from "../../backends/mod.ts";
import type { CaseResult } from "../../tools/golden/compare.ts";
import { evaluate } from "../../tools/golden/evaluate.ts";
import baselines from "./golden_baselines.json" with { type: "json" };
import semi from "./golden_semi.json" with { type: "json" };
import golden from "./golden.json" with { type: "json" };

Deno.test("on wasm, the losses and merges of the baselines equal the golden numbers of PyTorch", async () => {
  await using _open = await (await backends.get("wasm")).open({});
  const failed = (await evaluate(baselines)).filter((result) => !result.pass).map(sentence);
  ok(failed.length === 0, failed.join("\n"));
});

for (const backend of ["cpu", "wasm"]) {
  Deno.test(`on ${backend}, what semi-supervised methods compute equals the golden numbers of PyTorch`, async () => {
    await using _open = await (await backends.get(backend)).open({});
    const results = await evaluate(semi);
    ok(results.length === 76, `${results.length} cases`);
    const failed = results.filter((result) => !result.pass).map(sentence);
    ok(failed.length === 0, failed.join("\n"));
  });
}

const GROUPS = Object.keys(golden).filter((group) => group !== "meta");

for (const backend of ["cpu", "wasm"]) {
  for (const group of GROUPS) {
    Deno.test(`on ${backend}, ${group} equal the golden numbers of PyTorch and scikit-learn`, async () => {
      await using _open = await (await backends.get(backend)).open({});
      const document = { meta: golden.meta, [group]: golden[group as keyof typeof golden] };
      const results = await evaluate(document);
      ok(results.length > 0);
      const failed = results.filter((result) => !result.pass).map(sentence);
      ok(failed.length === 0, failed.join("\n"));
    });
  }
}

function sentence({ name, difference, tolerance, reason }: CaseResult): string {
  return `${name}: difference ${difference}, tolerance ${tolerance}${reason ? `: ${reason}` : ""}`;
}
