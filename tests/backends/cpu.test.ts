import { cpu } from "../../backends/cpu/mod.ts";
import { backendContract } from "../contracts/backend.ts";

backendContract("cpu", () => cpu.open({}));
