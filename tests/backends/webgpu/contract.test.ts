import { webgpu } from "../../../backends/webgpu/mod.ts";
import { backendContract } from "../../contracts/backend.ts";

const state = await webgpu.probe();
const unavailable = state.ok ? undefined : state.reason;

backendContract("webgpu", () => webgpu.open({}), { unavailable, leakSteps: 30 });
