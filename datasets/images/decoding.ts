/**
 * Number of the way images are decoded and resized. Raise it with every change that gives other
 * pixels, or uses or refuses other files, an update of the decoder included: images that were
 * prepared the old way and kept are then prepared anew. A test knows what the number stands for.
 */
export const DECODING = 7;
