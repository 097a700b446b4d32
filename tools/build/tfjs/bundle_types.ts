// The bundler's compiler: the newest, which it would take else, has no interface for it.
import "npm:typescript@5.9.3";
import { join } from "node:path";
import { rollup } from "npm:rollup@4.68.8";
import { dts } from "npm:rollup-plugin-dts@6.5.1";
import { ENTRY } from "./entry.ts";

/** Types of browsers and of other packages, as far as the declarations name them. */
const STANDINS = `
/** Deno has none of these. */
type HTMLImageElement = never;
type HTMLCanvasElement = never;
type HTMLVideoElement = never;
type HTMLSourceElement = never;
type WebGLTexture = never;
type WebGLContextAttributes = never;
/** A whole number of 64 bits, of the package "long". */
interface Long {
  readonly low: number;
  readonly high: number;
  readonly unsigned: boolean;
  toNumber(): number;
  toString(radix?: number): string;
}
// deno-lint-ignore no-explicit-any
type EmscriptenModule = Record<string, any>;
`;

/** One file of declarations, which needs no other. */
export async function bundleTypes(folder: string): Promise<string> {
  const input = join(folder, "entry.d.ts");
  // Files of gradients and kernels declare nothing.
  const lines = ENTRY.split("\n").filter((line) => !/register_all_(gradients|kernels)/.test(line));
  Deno.writeTextFileSync(input, lines.join("\n"));
  const bundle = await rollup({
    input,
    preserveSymlinks: true,
    plugins: [dts({ respectExternal: true, compilerOptions: { preserveSymlinks: true } })],
    onwarn: () => {},
  });
  const { output: [{ code }] } = await bundle.generate({ format: "es" });
  await bundle.close();
  return polish(code);
}

/** Makes the bundler's text stand alone: see each step. */
function polish(code: string): string {
  const merged = code
    // Licences and directives of the single files.
    .replace(/\/\*\*\n \* @license[\s\S]*?\*\/\n/g, "")
    .replace(/^\/\/\/.*\n/gm, "")
    // What augments \`Tensor\` in a module of its own belongs beside it.
    .replace(/^declare module "\.\/entry\.d" \{\n([\s\S]*?)\n\}$/gm, "$1");
  // "Tensor1D$1" is called so only for the sake of those modules.
  const declared = new Set(
    [...merged.matchAll(/^\s*(?:declare )?(?:class|interface|type|function|const|enum) ([\w$]+)/gm)]
      .map(([, name]) => name),
  );
  const named = merged.replace(
    /\b(\w+)\$1\b/g,
    (whole, name) => declared.has(name) ? whole : name,
  );
  return [
    "// Built by tools/build/tfjs.ts from the packages of TensorFlow.js: not to be edited.",
    "// Copyright Google LLC and the TensorFlow authors, Apache License 2.0: see LICENSE beside.",
    STANDINS,
    named.replace(/\b(\w+) as \1\b/g, "$1"),
  ].join("\n");
}
