import { webgpu } from "../../../backends/webgpu/mod.ts";
import { backendContract } from "../../contracts/backend.ts";
import { few, unavailable } from "./adapter.ts";

backendContract("webgpu", () => webgpu.open({}), {
  unavailable,
  few,
  leakSteps: few === undefined ? 30 : 3,
});
