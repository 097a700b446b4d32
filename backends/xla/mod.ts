/**
 * The `xla` backend: whole training steps as one program of XLA, compiled and run by whatever plugin
 * of PJRT is here (CUDA, CPU), on one device or split over several of one machine.
 *
 * @module
 */
import type { BackendPlugin } from "../backend.ts";

/** XLA through the PJRT C API. */
export const xla: BackendPlugin = {
  name: "xla",
  about: "XLA, through a PJRT plugin such as JAX's for NVIDIA GPUs: not yet run on a GPU",
  apiVersion: 1,
  async probe() {
    const { probeXla } = await import("./probe.ts");
    return probeXla();
  },
  async open(options) {
    const [{ readyPlace }, { openXla }] = await Promise.all([
      import("./probe.ts"),
      import("./open.ts"),
    ]);
    return openXla(readyPlace(), options);
  },
};

export default { backends: [xla] };
