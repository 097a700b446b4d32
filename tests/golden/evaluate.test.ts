import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { backends } from "../../backends/mod.ts";
import { judge } from "../../tools/golden/compare.ts";
import { evaluate } from "../../tools/golden/evaluate.ts";
import golden from "./golden.json" with { type: "json" };

const { meta } = golden;
const loss = golden.losses.find(({ name }) => name === "critic dot")!;

Deno.test("evaluate() fails a loss, optimiser, bank or neighbour case of unknown kind", async () => {
  await using _cpu = await (await backends.get("cpu")).open({});
  const results = await evaluate({
    meta,
    losses: [{ ...loss, name: "hinge dot" }, { ...loss, params: { critic: "cubic" } }],
    bank_updates: [{ ...golden.bank_updates[0], kind: "gradient" }],
    knn: [{ name: "nothing expected", queries: [[1]], k: 1 }],
    optimisers: [{ ...golden.optimisers[0], kind: "Lion" }],
  });
  strictEqual(results.length, 5);
  for (const result of results) {
    strictEqual(result.pass, false);
    match(result.reason!, /^unknown case: /);
  }
});

Deno.test("evaluate() fails a case that lacks a part or has one too many", async () => {
  await using _cpu = await (await backends.get("cpu")).open({});
  const { outputs: _, ...halved } = loss;
  const results = await evaluate({
    meta,
    losses: [halved, { ...loss, outputs: { ...loss.outputs, extra: 1 } }, "text"],
  });
  deepStrictEqual(results.map((r) => [r.pass, r.name]), [
    [false, "critic dot"],
    [false, "critic dot"],
    [false, "case 3"],
  ]);
});

Deno.test("evaluate() sees a wrong number in any place of a loss", async () => {
  await using _cpu = await (await backends.get("cpu")).open({});
  const copies = ["outputs.values", "grads.q", "inputs.p"].map((environment) => {
    const copy = structuredClone(loss) as unknown as Record<string, Record<string, number[][]>>;
    const [part, name] = environment.split(".");
    copy[part][name][1][1] += 0.01;
    return copy;
  });
  const results = await evaluate({ meta, losses: [loss, ...copies] });
  deepStrictEqual(results.map((r) => r.pass), [true, false, false, false]);
});

Deno.test("judge() fails numbers that are not finite and shapes that differ", () => {
  const comparison = { what: "x", got: [1, 2], expected: [1, 2], tolerance: 1e-9 };
  ok(judge("g", "n", [comparison]).pass);
  const nan = judge("g", "n", [{ ...comparison, got: [NaN, 2] }, comparison]);
  deepStrictEqual([nan.pass, nan.difference], [false, null]);
  ok(!judge("g", "n", [{ ...comparison, got: [1] }]).pass);
  ok(!judge("g", "n", [{ ...comparison, got: [[1, 2]] }]).pass);
  ok(!judge("g", "n", []).pass);
});

Deno.test("judge() measures differences against numbers above one, and exact ones exactly", () => {
  const judged = (got: number, expected: number, tolerance: number) =>
    judge("g", "n", [{ what: "x", got, expected, tolerance }]).pass;
  ok(judged(1000.05, 1000, 1e-4));
  ok(!judged(0.05, 0, 1e-4));
  ok(judged(3, 3, 0));
  ok(!judged(3, 4, 0));
});
