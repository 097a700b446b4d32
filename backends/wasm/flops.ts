import type { tf } from "../tf.ts";

type Shape = readonly number[];

const product = (shape: Shape) => shape.reduce((a, b) => a * b, 1);

/**
 * Floating-point operations of the kernels that multiply matrices, by definition: a convolution by
 * Winograd's algorithm does a quarter of them.
 *
 * @returns 0 for every other kernel; its rate is told in bytes.
 */
export function flopsOf(
  kernel: string,
  inputs: Readonly<Record<string, tf.TensorInfo>>,
  outputs: readonly tf.TensorInfo[],
): number {
  const shape = outputs[0]?.shape;
  switch (kernel) {
    case "CrlcConv2D":
      return 2 * product(shape) * product(inputs.filter.shape.slice(0, 3));
    case "CrlcConv2DInputGradient":
      return 2 * product(inputs.dy.shape) * product(inputs.filter.shape.slice(0, 3));
    case "CrlcConv2DFilterGradient":
      return 2 * product(inputs.dy.shape) * product(shape.slice(0, 3));
    case "CrlcDense":
      return 2 * product(shape) * inputs.x.shape[1];
    case "BatchMatMul":
      // without the attributes: k from the sizes of one pair of matrices
      return 2 * Math.sqrt(matrix(inputs.a) * matrix(inputs.b) * matrix(outputs[0])) *
        product(shape.slice(0, -2));
    default:
      return 0;
  }
}

/** Numbers in one matrix of a batch; mk, kn and mn, so that their product is the square of mnk. */
const matrix = ({ shape }: tf.TensorInfo) => product(shape.slice(-2));
