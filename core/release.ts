/** Smaller ones may lie in a buffer with others, and are in nobody's way. */
const LARGE = 1_000_000;

/** Frees numbers without waiting for the garbage to be collected, where they are many. */
export function release({ buffer }: ArrayBufferView): void {
  if (buffer.byteLength > LARGE && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
