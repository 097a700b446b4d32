import { webgpu } from "../../../backends/webgpu/mod.ts";
import { backendContract } from "../../contracts/backend.ts";
import { few, unavailable } from "./adapter.ts";

backendContract("webgpu", () => webgpu.open({}), {
  unavailable,
  few,
  // A shader's compiler may take it that there is no NaN (WGSL, "floating point evaluation").
  noNaN: few === undefined ? undefined : "a GPU in software loses NaN, as WGSL allows",
  leakSteps: few === undefined ? 30 : 3,
});
