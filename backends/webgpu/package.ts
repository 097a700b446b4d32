/**
 * The npm package of tfjs's WebGPU backend. It is neither in the import map nor in quotes where it is
 * imported, so that whoever has no use for it never downloads it.
 */
export const PACKAGE = "npm:@tensorflow/tfjs-backend-webgpu@4.22.0";
