import { rejects, strictEqual } from "node:assert/strict";
import example from "../../../examples/plugins/colour_moments.ts";
import { guardEncoder } from "../../../run/parts/guard_encoder.ts";

const [plugin] = example.encoders;
const guarded = (changes: object) =>
  guardEncoder({
    ...plugin,
    open: async (weights, hints) => ({ ...await plugin.open(weights, hints), ...changes }),
  }, "p.ts").open(new Uint8Array(), {});

Deno.test("guardEncoder() lets a good network through, and names the plugin of a bad one", async () => {
  strictEqual((await guarded({})).dimensions, 30);
  const code = "PLUGIN_SHAPE";
  await rejects(guarded({ run: undefined }), {
    code,
    message: /of plugin "p.ts".*must have run\(\)/,
  });
  await rejects(guarded({ weights: {} }), { code, message: /must have weights, a Map/ });
  await rejects(guarded({ side: 0 }), { code, message: /a side/ });
  await rejects(guarded({ dimensions: 7 }), { code, message: /30 numbers a picture.*gives 7/ });
  const throwing = guardEncoder({ ...plugin, open: () => Promise.reject(new Error("oh")) }, "p.ts");
  await rejects(throwing.open(new Uint8Array(), {}), { code: "PLUGIN_FAILED", message: /oh/ });
});
