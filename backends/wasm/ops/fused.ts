import { tf } from "../../tf.ts";
import type { Info, TrainingBackend } from "../runtime.ts";
import { kernel } from "./register.ts";
import { runOnCpu } from "./run_on_cpu.ts";

/** The kernel of each activation that tfjs fuses with a product. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  ...{ relu: "Relu", relu6: "Relu6", elu: "Elu", sigmoid: "Sigmoid" },
  ...{ prelu: "Prelu", leakyrelu: "LeakyRelu" },
};

interface Attributes {
  readonly activation: string;
  readonly leakyreluAlpha?: number;
  readonly dataFormat?: "NHWC" | "NCHW";
}

/** Runs a kernel of this backend within another. */
function call(backend: TrainingBackend, name: string, inputs: object, attrs: object): Info {
  const { kernelFunc } = tf.getKernel(name, "wasm");
  return kernelFunc({
    inputs: inputs as tf.NamedTensorInfoMap,
    attrs: attrs as tf.NamedAttrMap,
    backend,
  }) as Info;
}

// tfjs's own lose a NaN in the activation, and know biases of one rank and images of one layout only
export const kernels = [
  ["_FusedMatMul", "BatchMatMul"],
  ["FusedConv2D", "Conv2D"],
  ["FusedDepthwiseConv2D", "DepthwiseConv2dNative"],
].map(([fused, plain]) =>
  kernel<Attributes>(fused, (backend, inputs, attributes) => {
    if (attributes.dataFormat === "NCHW") {
      return runOnCpu(backend, fused, inputs, { ...attributes });
    }
    const { bias, preluActivationWeights: alpha, ...factors } = inputs;
    const { activation, leakyreluAlpha } = attributes;
    let y = call(backend, plain, factors, attributes);
    const then = (name: string, inputs: object, attrs = {}) => {
      const next = call(backend, name, inputs, attrs);
      backend.disposeData(y.dataId);
      y = next;
    };
    if (bias) then("Add", { a: y, b: bias });
    const name = ACTIVATIONS[activation];
    if (name === "Prelu") then(name, { x: y, alpha });
    else if (name) then(name, { x: y }, { alpha: leakyreluAlpha });
    return y;
  })
);
