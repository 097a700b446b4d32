import * as esbuild from "npm:esbuild@0.28.2";
const HEAD = `// Built by tools/build/tfjs.ts from the packages of TensorFlow.js: not to be edited.
// Copyright Google LLC and the TensorFlow authors, Apache License 2.0: see LICENSE beside.
`;

/** Modules in place of what is not bundled. */
const REPLACED: Readonly<Record<string, string>> = {
  // The core's fetch for Node: it is called where there is no other.
  "node-fetch": "export default globalThis.fetch;",
  // The loaders of the wasm backend: crlc starts them in its own way, see loaders.ts.
  "wasm-out": "export default undefined; export const wasmWorkerContents = undefined;",
  util: 'export * from "node:util";',
  crypto: 'export * from "node:crypto";',
};

const replace: esbuild.Plugin = {
  name: "replace",
  setup(build) {
    build.onResolve({ filter: /^(node-fetch|util|crypto)$/ }, ({ path }) => ({
      path,
      namespace: "replaced",
    }));
    build.onResolve({ filter: /\/wasm-out\// }, () => ({
      path: "wasm-out",
      namespace: "replaced",
    }));
    build.onLoad({ filter: /./, namespace: "replaced" }, ({ path }) => ({
      contents: REPLACED[path],
    }));
  },
};

/** In the place of the core, the module that has been built of it. */
const onOurCore: esbuild.Plugin = {
  name: "on our core",
  setup(build) {
    build.onResolve({ filter: /^@tensorflow\/tfjs-core$/ }, () => ({
      path: "./tfjs.js",
      external: true,
    }));
  },
};

/**
 * One module of the code. It is not minified, so that a stack trace can be read: it loads as fast.
 *
 * @param folder Where the packages are.
 * @param entry The text of a module that imports what is wanted.
 * @param own Whether the core is a part of it; if not, it is imported from `tfjs.js` beside.
 */
export async function bundleCode(folder: string, entry: string, own: boolean): Promise<string> {
  const { outputFiles: [{ text }] } = await esbuild.build({
    stdin: { contents: entry, resolveDir: folder, sourcefile: "entry.js" },
    absWorkingDir: folder,
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    preserveSymlinks: true,
    external: ["node:*"],
    target: "esnext",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    plugins: own ? [replace] : [onOurCore],
  });
  return HEAD + text;
}
