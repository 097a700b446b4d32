/** What the built module has: all of the core, and of the backends what crlc opens them with. */
export const ENTRY = `
export * from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
export * from "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm/dist/register_all_kernels";
export { BackendWasm } from "@tensorflow/tfjs-backend-wasm/dist/backend_wasm";
`;

/** What the module of the WebGPU backend has: it registers itself. */
export const WEBGPU_ENTRY = `import "@tensorflow/tfjs-backend-webgpu";`;
