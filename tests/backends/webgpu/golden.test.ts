import { ok } from "node:assert/strict";
import { webgpu } from "../../../backends/webgpu/mod.ts";
import { evaluate } from "../../../tools/golden/evaluate.ts";
import golden from "../../golden/golden.json" with { type: "json" };

const state = await webgpu.probe();

Deno.test({
  name: `on webgpu, all golden numbers of PyTorch and scikit-learn are met${
    state.ok ? "" : ` (skipped: ${state.reason})`
  }`,
  ignore: !state.ok,
  async fn() {
    await using _open = await webgpu.open({});
    const results = await evaluate(golden);
    const failed = results.filter(({ pass }) => !pass).map(({ name, reason, difference }) =>
      `${name}: ${reason ?? difference}`
    );
    ok(results.length > 100 && failed.length === 0, failed.join("\n"));
  },
});
