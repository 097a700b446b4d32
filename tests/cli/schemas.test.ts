import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { commandNames, faultOfOutput } from "./schemas.ts";

Deno.test("every command has a schema of what it prints with --json, and none is left over", () => {
  const files = [...Deno.readDirSync(new URL("../../schemas/", import.meta.url))];
  const wanted = ["error", ...commandNames()].map((name) => `${name.replaceAll(" ", "-")}.json`);
  deepStrictEqual(files.map(({ name }) => name).sort(), wanted.sort());
});

Deno.test("what a schema does not name, and what it misses, is found in an output", () => {
  const scored = { schemaVersion: 1, samples: 3, acc: 1, nmi: 1, ari: 1 };
  const fault = (printed: object) => faultOfOutput(["score", "--json"], printed);
  strictEqual(fault(scored), undefined);
  match(fault({ ...scored, more: 1 })!, /"more"/);
  match(fault({ ...scored, acc: undefined })!, /required|acc/);
  match(fault({ ...scored, schemaVersion: 2 })!, /schemaVersion/);
  ok(fault({ schemaVersion: 1, error: { code: 3 } })!.startsWith("schemas/error"));
  strictEqual(
    faultOfOutput(["datasets", "where", "digits"], { schemaVersion: 1, folder: "a" }),
    undefined,
  );
});
