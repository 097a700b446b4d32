import { ok, strictEqual } from "node:assert/strict";
import { openWasm } from "../../../backends/wasm/open.ts";
import { tf } from "../../../backends/tf.ts";

const OWN = ["CrlcConv2D", "CrlcBatchNormInferenceAdd", "CrlcGlobalAveragePool"];

Deno.test("tfjs knows the wasm backend's own kernels and gradients while it is open, not before or after", async () => {
  const absent = () => {
    for (const name of OWN) {
      strictEqual(tf.getKernel(name, "wasm"), undefined);
      strictEqual(tf.getGradient(name), undefined);
    }
  };
  absent();
  for (let time = 0; time < 2; time++) {
    await using _backend = await openWasm({ threads: 1 });
    for (const name of OWN) {
      ok(tf.getKernel(name, "wasm"));
      ok(tf.getGradient(name));
    }
  }
  absent();
});
