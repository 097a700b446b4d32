import example from "../../examples/plugins/checked_steps.ts";
import { backendContract } from "../contracts/backend.ts";

const [checked] = example.backends;
backendContract("checked, an example", () => checked.open({ threads: 1 }), { leakSteps: 20 });
