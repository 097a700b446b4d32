import { ok } from "node:assert/strict";
import { webgpu } from "../../../backends/webgpu/mod.ts";
import { evaluate } from "../../../tools/golden/evaluate.ts";
import golden from "../../golden/golden.json" with { type: "json" };
import { few, unavailable } from "./adapter.ts";

const title = few === undefined
  ? "on webgpu, all golden numbers of PyTorch and scikit-learn are met"
  : `on webgpu, the golden numbers of one loss and one norm are met (in small: ${few})`;

Deno.test({
  name: unavailable === undefined ? title : `${title} (skipped: ${unavailable})`,
  ignore: unavailable !== undefined,
  async fn() {
    await using _open = await webgpu.open({});
    const { meta, losses, batchnorm } = golden;
    const document = few === undefined ? golden : { meta, losses: losses.slice(0, 1), batchnorm };
    const results = await evaluate(document);
    const failed = results.filter(({ pass }) => !pass).map(({ name, reason, difference }) =>
      `${name}: ${reason ?? difference}`
    );
    ok(results.length > (few === undefined ? 100 : 1) && failed.length === 0, failed.join("\n"));
  },
});
