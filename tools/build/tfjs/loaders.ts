import { join } from "node:path";

/** The loaders of Emscripten, and what they load: for a memory that threads share, and for a plain one. */
const LOADERS = ["tfjs-backend-wasm-threaded-simd", "tfjs-backend-wasm"];
const BINARIES = ["tfjs-backend-wasm-threaded-simd", "tfjs-backend-wasm-simd"];

/**
 * The globals that a loader must not see, since it would take Deno for Node or for a browser: they
 * are arguments of the function that it becomes.
 */
const HIDDEN =
  "window, Worker, exports, module, process, require, importScripts, document, __filename";

/**
 * The wasm backend's loaders as modules, and its WebAssembly as JSON texts in base64: a module is
 * found and kept by Deno wherever crlc was loaded from, a file beside it is not.
 */
export function loaders(folder: string): Record<string, string> {
  const packaged = join(folder, "node_modules/@tensorflow/tfjs-backend-wasm");
  const files: Record<string, string> = {};
  for (const name of LOADERS) {
    const source = Deno.readTextFileSync(join(packaged, "wasm-out", `${name}.js`));
    files[`${name}.js`] = [
      `/* @ts-self-types="./loader.d.ts" */`,
      "// Built by tools/build/tfjs.ts from the packages of TensorFlow.js: not to be edited.",
      "// Copyright Google LLC and the TensorFlow authors, Apache License 2.0: see LICENSE beside.",
      `export default function (${HIDDEN}) {`,
      `${source};`,
      "return module.exports;",
      "}",
      "",
    ].join("\n");
  }
  for (const name of BINARIES) {
    const bytes = Deno.readFileSync(join(packaged, "dist", `${name}.wasm`));
    files[`${name}.wasm.json`] = `${JSON.stringify(bytes.toBase64())}\n`;
  }
  files["LICENSE"] = Deno.readTextFileSync(join(folder, "node_modules/long/LICENSE"));
  return files;
}
