import { ok } from "node:assert/strict";
import { tensorflow } from "../../../backends/tensorflow/mod.ts";
import { evaluate } from "../../../tools/golden/evaluate.ts";
import golden from "../../golden/golden.json" with { type: "json" };
import baselines from "../../golden/golden_baselines.json" with { type: "json" };
import semi from "../../golden/golden_semi.json" with { type: "json" };
import { withLibrary } from "./library.ts";

withLibrary("on tensorflow, all golden numbers of PyTorch and scikit-learn are met", async () => {
  await using _open = await tensorflow.open({});
  const results = [
    ...await evaluate(golden),
    ...await evaluate(baselines),
    ...await evaluate(semi),
  ];
  const failed = results.filter(({ pass }) => !pass).map(({ name, reason, difference }) =>
    `${name}: ${reason ?? difference}`
  );
  ok(results.length > 100 && failed.length === 0, failed.join("\n"));
});
