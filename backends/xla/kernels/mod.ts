import { convolutions } from "./convolutions.ts";
import { depthwise } from "./depthwise.ts";
import { elementwise } from "./elementwise.ts";
import { indexing } from "./indexing.ts";
import type { Kernels } from "./kernel.ts";
import { pooling } from "./pooling.ts";
import { products } from "./products.ts";
import { reductions } from "./reductions.ts";
import { shapes } from "./shapes.ts";

/** Every kernel of TensorFlow.js that this backend has. */
export const kernels: Kernels = {
  ...convolutions,
  ...depthwise,
  ...elementwise,
  ...indexing,
  ...pooling,
  ...products,
  ...reductions,
  ...shapes,
};
