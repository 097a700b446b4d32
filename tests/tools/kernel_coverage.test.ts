import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { coverages, findUse, lacking, LEFT_OUT, page } from "../../tools/kernel_coverage.ts";

const use = await findUse(), backends = await coverages();

for (const backend of backends) {
  Deno.test(`backend ${backend.name} has every kernel that crlc uses, or an op in its place`, () => {
    deepStrictEqual(lacking(use, backend), []);
  });
}

Deno.test("the tensorflow backend has every kernel of the wasm backend, or says why not", () => {
  const [, wasm, tensorflow] = backends;
  const missing = [...wasm.kernels].filter((name) =>
    !tensorflow.kernels.has(name) && !name.startsWith("Crlc")
  );
  deepStrictEqual(missing.sort(), Object.keys(LEFT_OUT).sort());
});

Deno.test("docs/kernels.md is what the program writes", async () => {
  const path = new URL("../../docs/kernels.md", import.meta.url);
  strictEqual(await Deno.readTextFile(path), page(use, backends));
});
