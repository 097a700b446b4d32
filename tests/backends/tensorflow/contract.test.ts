import { tensorflow } from "../../../backends/tensorflow/mod.ts";
import { backendContract } from "../../contracts/backend.ts";
import { unavailable } from "./library.ts";

backendContract("tensorflow", () => tensorflow.open({}), { unavailable });
