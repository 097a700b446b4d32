import { openWasm } from "../../../backends/wasm/open.ts";
import { backendContract } from "../../contracts/backend.ts";

backendContract("wasm, 1 thread", () => openWasm({ threads: 1 }));
backendContract("wasm, 2 threads", () => openWasm({ threads: 2 }));
backendContract("wasm, plain SIMD", () => openWasm({ threads: 2, simd: "plain" }));
backendContract("wasm, heap not shared", () => openWasm({ shared: false }));
