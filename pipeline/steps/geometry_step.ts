/** A step of an augmentation that sets the size: makes a float image of the output's size, in [0, 1], from the bytes of a stored one. */
export type GeometryStep = (
  pixels: Uint8Array,
  offset: number,
  parameters: Float64Array,
  at: number,
  out: Float32Array,
) => void;
