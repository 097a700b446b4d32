import { sizeOf } from "./files.ts";

/** Tells how large a folder is, now and then, until it is disposed of. */
export function watchGrowth(folder: string, told: (bytes: number) => void): Disposable {
  const watch = setInterval(async () => {
    const arrived = await sizeOf(folder);
    if (arrived > 0) told(arrived);
  }, 500);
  return { [Symbol.dispose]: () => clearInterval(watch) };
}
