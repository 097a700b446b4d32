import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CrlcError } from "../../core/errors.ts";
import { requirePart } from "../../parts/find_part.ts";
import { importPart } from "../../parts/import_part.ts";
import { partBroken } from "../../parts/part_broken.ts";

/** A tensor of ONNX Runtime. */
export interface OnnxTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: ArrayLike<number> | ArrayLike<bigint>;
}

/** What a session says of an input or output: a name in place of a size leaves that open. */
export interface OnnxValue {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

/** A network that ONNX Runtime has loaded. */
export interface OnnxSession {
  readonly inputMetadata: readonly OnnxValue[];
  readonly outputMetadata: readonly OnnxValue[];
  run(
    feeds: Readonly<Record<string, OnnxTensor>>,
    fetches: readonly string[],
  ): Promise<Readonly<Record<string, OnnxTensor>>>;
  release(): Promise<void>;
}

/** As far as it is used here. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    create(bytes: Uint8Array, options: Readonly<Record<string, unknown>>): Promise<OnnxSession>;
  };
  readonly Tensor: new (
    type: "float32",
    data: Float32Array,
    dims: readonly number[],
  ) => OnnxTensor;
}

/**
 * Loads ONNX Runtime.
 *
 * @throws {CrlcError} `PART_MISSING` with the command that adds it; `PART_BROKEN`; `PART_NOT_HERE`.
 */
export function onnxRuntime(): OnnxRuntime {
  const libraries = librariesIn(requirePart("onnx"));
  if (libraries.length === 0) {
    throw new CrlcError(
      "resource",
      "PART_NOT_HERE",
      `Cannot run .onnx files: ONNX Runtime must have a library for ${Deno.build.os} ${Deno.build.arch}, and has none`,
      { hint: "give the weights as .safetensors or .pth instead" },
    );
  }
  try {
    return importPart<OnnxRuntime>("onnx", "onnxruntime-node");
  } catch (error) {
    throw partBroken("onnx", error instanceof Error ? error.message : String(error));
  }
}

/** The libraries of this machine: those of the others were not kept. */
function librariesIn(part: string): string[] {
  const folder = join(part, "node_modules", "onnxruntime-node", "bin");
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true }).map(String).filter((path) => path.endsWith(".node"))
    : [];
}

/**
 * Where it computes: on the GPU where somebody has laid ONNX Runtime's own library for CUDA beside
 * it, which the package does not bring; else on the CPU.
 */
export function providersHere(): readonly string[] {
  const folder = join(requirePart("onnx"), "node_modules", "onnxruntime-node", "bin");
  const hasCuda = readdirSync(folder, { recursive: true })
    .some((path) => String(path).includes("onnxruntime_providers_cuda"));
  return hasCuda ? ["cuda", "cpu"] : ["cpu"];
}
