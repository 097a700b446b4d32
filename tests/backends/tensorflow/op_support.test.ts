import { deepStrictEqual } from "node:assert/strict";
import { tensorflow } from "../../../backends/tensorflow/mod.ts";
import { measure } from "../../../tools/op_support/measure.ts";
import support from "../../../tools/op_support/support.json" with { type: "json" };
import { withLibrary } from "./library.ts";

withLibrary("tfjs's ops answer on tensorflow as the docs say", async () => {
  const found = await measure({ tensorflow: () => tensorflow.open({}) });
  const renew = "run `deno run -A tools/op_support.ts tensorflow`";
  deepStrictEqual(found.tensorflow, support.tensorflow, renew);
});
