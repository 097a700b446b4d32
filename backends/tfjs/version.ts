/** The version of TensorFlow.js that the files beside were built from. */
export const TFJS = "4.22.0";
