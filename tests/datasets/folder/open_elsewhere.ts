/**
 * Opens a folder in a process of its own: `FOLDER CACHE [hang]`. Prints a JSON line with how many
 * images it decoded and the digest; with `hang`, one word after the first image, and then hangs.
 */
import { folder } from "../../../datasets/folder/folder.ts";

const [path, cache, hang] = Deno.args;
let decoded = 0;
await using set = await folder.open({
  root: "",
  split: "train",
  options: folder.options({ path, size: 8 }),
  cache: { folder: cache, limit: 1e9 },
  progress(done) {
    decoded = done;
    if (!hang || done === 0) return;
    Deno.stdout.writeSync(new TextEncoder().encode("decoding\n"));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
console.log(JSON.stringify({ decoded, digest: set.digest }));
