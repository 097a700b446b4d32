import { tensorflow } from "../../../backends/tensorflow/mod.ts";
import { backendContract } from "../../contracts/backend.ts";

const state = await tensorflow.probe();
const unavailable = state.ok ? undefined : state.reason;

backendContract("tensorflow", () => tensorflow.open({}), unavailable);
