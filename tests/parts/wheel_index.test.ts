import { ok, rejects, strictEqual } from "node:assert/strict";
import { runProgram } from "../../parts/install/run_program.ts";
import { fileOf } from "../../parts/part.ts";
import { XLA_CUDA } from "../../parts/rows/xla_cuda.ts";
import { withIndex } from "./wheel_index.ts";

const { success: pip } = Deno.build.os === "windows"
  ? { success: false }
  : await runProgram("python3", ["-m", "pip", "--version"]);

// the one of the rarest platform
const packages = XLA_CUDA.packages.filter(({ name }) => name === "nvidia-cuda-cupti");

Deno.test({
  name: pip
    ? "pip brings a wheel of a rare platform, and anew after it was cut off"
    : "pip brings a wheel of a rare platform (skipped: python3 -m pip is not here)",
  ignore: !pip,
  fn: () =>
    withIndex({ ...XLA_CUDA, packages }, async ({ add, asked, faults }) => {
      const [wheel] = packages, file = fileOf(wheel);
      faults.set(file, "cut off");
      // what a pip says of that depends on how old it is
      await rejects(add(), {
        exitCode: 5,
        message: new RegExp(`^Cannot (install|fetch) ${file}: `),
      });
      ok(asked.every((one) => one === file));
      faults.clear();
      strictEqual((await add()).unchanged, false);
    }),
});
