const BRAND = Uint8Array.from("avif", (c) => c.charCodeAt(0));
const AT = 8;

/**
 * An AVIF file that names itself as one first. Animations and pictures of some programs name
 * something more general, which the decoder does not know; of an animation it then gives the still
 * picture that comes with it.
 *
 * @returns The same bytes, or a copy.
 */
export function withAvifBrand(bytes: Uint8Array): Uint8Array {
  if (BRAND.every((byte, i) => bytes[AT + i] === byte)) return bytes;
  const copy = bytes.slice();
  copy.set(BRAND, AT);
  return copy;
}
