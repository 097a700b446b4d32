/**
 * The `tensorflow` and `tensorflow-gpu` backends: TensorFlow.js on the C library of TensorFlow,
 * called directly, with whole training steps traced into one TensorFlow function.
 *
 * @module
 */
import type { BackendPlugin } from "../backend.ts";
import type { Flavour } from "./place.ts";

const introduce = (name: Flavour, about: string): BackendPlugin => ({
  name,
  about,
  apiVersion: 1,
  // what TensorFlow's messages cost and give on a GPU was never seen
  ranks: name === "tensorflow" ? "any" : undefined,
  async probe() {
    const { probeTensorFlow } = await import("./probe.ts");
    return probeTensorFlow(name);
  },
  async open(options) {
    const [{ readyPlace }, { openTensorFlow }] = await Promise.all([
      import("./probe.ts"),
      import("./open.ts"),
    ]);
    return openTensorFlow(name, readyPlace(name), options);
  },
});

/** TensorFlow's own kernels on the CPU. */
export const tensorflow: BackendPlugin = introduce(
  "tensorflow",
  "TensorFlow's C library on the CPU: the fastest here, installed by one command",
);

/** The same on an NVIDIA GPU. Not yet run on one. */
export const tensorflowGpu: BackendPlugin = introduce(
  "tensorflow-gpu",
  "TensorFlow's C library on an NVIDIA GPU: not yet run on one",
);

export default { backends: [tensorflow, tensorflowGpu] };
