/** An image file that cannot be used; its message completes "this file …". */
export class BadImage extends Error {
  override readonly name = "BadImage";
}
