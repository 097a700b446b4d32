import { xla } from "../../../backends/xla/mod.ts";
import { backendContract } from "../../contracts/backend.ts";
import { unavailable } from "./library.ts";

backendContract("xla", () => xla.open({}), { unavailable, leakSteps: 1000 });
