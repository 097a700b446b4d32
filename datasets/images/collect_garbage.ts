import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/**
 * Frees the memory of images that nobody holds any longer, now.
 *
 * V8 does not see what the native decoder holds for an image, and would let several large ones pile
 * up before it looks.
 */
export async function collectGarbage(): Promise<void> {
  if (!collect) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
  // Native memory is given back in a task of its own.
  await new Promise((resolve) => setTimeout(resolve));
}
