import { deepStrictEqual, rejects } from "node:assert/strict";
import { join } from "node:path";
import { prepareFile } from "../../../datasets/folder/prepare_file.ts";
import { encode, flat } from "../images/encode.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const red = encode("png", 8, 8, flat(255, 0, 0));

Deno.test("prepareFile() reads files of any length, up to one that no image needs", async () => {
  await using folder = await temporaryFolder();
  const make = async (name: string, bytes: number) => {
    const path = join(folder.path, name);
    await Deno.writeFile(path, red);
    // A hole, which takes no room on the disk.
    await Deno.truncate(path, bytes);
    return path;
  };
  const files = [await make("a.png", 40e6), await make("b.png", 40e6), await make("c.png", 1e6)];
  const squares = await Promise.all(files.map((path) => prepareFile(path, 4)));
  deepStrictEqual(squares.map((square) => [...square.subarray(0, 3)]), Array(3).fill([255, 0, 0]));
  const vast = prepareFile(await make("vast.png", 300e6), 4);
  await rejects(vast, /^BadImage: has 300 MB, and 250 are the most: resize it$/);
  await rejects(prepareFile(folder.path, 4), /^BadImage: is not a file$/);
  await rejects(prepareFile(join(folder.path, "none.png"), 4), /^BadImage: cannot be read: /);
});
