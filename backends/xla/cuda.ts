import { join } from "node:path";
import { pinLibrary } from "../pin_library.ts";
import type { Place } from "./place.ts";
import { exists } from "../../core/exists.ts";

/** Libraries that the CUDA plugin looks for by name, in the order in which they need each other. */
const LIBRARIES = [
  ...["cu13/lib/libcudart.so.13", "cu13/lib/libnvrtc.so.13", "cu13/lib/libnvJitLink.so.13"],
  ...["cu13/lib/libcublasLt.so.13", "cu13/lib/libcublas.so.13", "nccl/lib/libnccl.so.2"],
  ...["cu13/lib/libcupti.so.13", "cu13/lib/libcusparse.so.12", "cu13/lib/libcusolver.so.12"],
  ...["cu13/lib/libcufft.so.12", "nvshmem/lib/libnvshmem_host.so.3", "cudnn/lib/libcudnn.so.9"],
];

/** Folders that hold `ptxas` and `libdevice`, newest first. */
const TOOLS = ["cu13", "cuda_nvcc"];
const TOOLS_FLAG = "--xla_gpu_cuda_data_dir";

/** Tells the CUDA plugin, before it is loaded, where the libraries of Python's packages are. */
export function prepareCuda({ packages }: Place): void {
  if (packages === undefined) return;
  const nvidia = join(packages, "nvidia"), flags = Deno.env.get("XLA_FLAGS") ?? "";
  const tools = TOOLS.map((name) => join(nvidia, name)).find(exists);
  if (tools !== undefined && !flags.includes(TOOLS_FLAG)) {
    Deno.env.set("XLA_FLAGS", `${flags} ${TOOLS_FLAG}=${tools}`.trim());
  }
  // what is loaded already is found by its name, wherever it lies
  for (const library of LIBRARIES.map((name) => join(nvidia, name)).filter(exists)) {
    pinLibrary(library);
    Deno.dlopen(library, {});
  }
}
