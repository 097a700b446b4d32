// The training kernels of the wasm backend. They run in the heap of TensorFlow.js's own module: no
// static data, no allocation, no stack in memory. Build: `deno task kernels`.
export { binary } from "./binary";
export { packFlipped, packMatrix } from "./pack";
export { convFilterGradient, convForward, convInputGradient, sumTerms } from "./conv";
export {
  normApply,
  normFactors,
  normFinish,
  normGradientApply,
  normGradientFinish,
  normGradientSums,
  normSums,
} from "./batch_norm";
export { depthwise } from "./depthwise";
export { averagePool, averagePoolGradient, maxPool, maxPoolGradient } from "./pool";
export { columnSums, matMul } from "./mat_mul";
export { foldFilter, spreadFilter } from "./small_conv";
export { sgd } from "./sgd";
export { segmentSum } from "./segment_sum";
export {
  winogradFilter,
  winogradFilterFinish,
  winogradFilterGradient,
  winogradFlipped,
  winogradForward,
} from "./winograd";
