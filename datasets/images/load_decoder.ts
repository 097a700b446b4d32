/** Loads the native decoder, if it can be, while that is allowed; what is loaded stays. */
export async function loadDecoder(): Promise<void> {
  // Where it cannot, only who decodes an image has to hear of it.
  await import("./libvips.ts").catch(() => {});
}
