import { join } from "node:path";
import { mayHaveDriver, NO_DRIVER } from "../../core/nvidia_driver.ts";
import type { Place } from "./place.ts";
import { exists } from "../../core/exists.ts";

/** Libraries of CUDA that TensorFlow loads when it looks for a GPU, by the package they are in. */
const LIBRARIES: Readonly<Record<string, string>> = {
  cublas: "libcublas.so.12",
  cuda_cupti: "libcupti.so.12",
  cuda_runtime: "libcudart.so.12",
  cudnn: "libcudnn.so.9",
  cufft: "libcufft.so.11",
  cusolver: "libcusolver.so.11",
  cusparse: "libcusparse.so.12",
};

/** Why no library would help, as far as can be seen without loading native code. */
export const withoutDriver = (): typeof NO_DRIVER | undefined =>
  mayHaveDriver() ? undefined : NO_DRIVER;

/** What keeps TensorFlow from a GPU, as far as can be seen without asking it. */
export function missingForGpu(
  { folder, from }: Place,
  { hasDriver, canLoad }: { hasDriver(): boolean; canLoad(path: string): boolean } = system,
): { readonly reason: string; readonly fix: string } | undefined {
  if (!hasDriver()) return NO_DRIVER;
  if (from === "tensorflow") {
    return {
      reason: "the installed TensorFlow library is the one for CPUs",
      fix: "crlc backends install tensorflow-gpu",
    };
  }
  // installed as Python's packages lie: beside the library's folder
  const lacking = Object.entries(LIBRARIES).filter(([name, file]) =>
    !canLoad(join(folder, "..", "nvidia", name, "lib", file)) && !canLoad(file)
  ).map(([, file]) => file);
  if (lacking.length === 0) return undefined;
  return {
    reason: `CUDA is incomplete: ${lacking.join(", ")} cannot be loaded`,
    fix: from === "CRLC_TENSORFLOW"
      ? "add them to the linker's path, or unset CRLC_TENSORFLOW and use crlc backends install tensorflow-gpu"
      : "crlc backends install tensorflow-gpu",
  };
}

const system = {
  hasDriver: () => mayHaveDriver() && system.canLoad("libcuda.so.1"),
  canLoad(path: string): boolean {
    if (path.startsWith("/")) return exists(path);
    try {
      Deno.dlopen(path, {}).close();
      return true;
    } catch {
      return false;
    }
  },
};
