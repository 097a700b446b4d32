/** The bytes that a view shows, not copied. */
export const bytesOf = <Buffer extends ArrayBufferLike>(
  { buffer, byteOffset, byteLength }: ArrayBufferView<Buffer>,
): Uint8Array<Buffer> => new Uint8Array(buffer, byteOffset, byteLength);
