import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { parseList, readList } from "../../core/read_list.ts";
import { folder } from "../../datasets/folder/folder.ts";
import { findImages } from "../../results/new_images.ts";
import { call } from "../cli/call.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode } from "../datasets/images/encode.ts";
import { inFolder, PLUGINS, trainBlobs } from "../run/training.ts";
import { assignImages } from "../../results/assign.ts";
import { listen } from "../run/training.ts";

const picture = encode("png", 8, 8, (x) => [200, 20, 20 * x]);
const bytes = (text: string) => new TextEncoder().encode(text);

/** A list and some pictures, opened. */
async function read(list: string, paths: readonly string[], maxBad = 0.6) {
  await using place = await tree({
    "lists/my list.txt": list,
    ...Object.fromEntries(paths.map((path) => [path, picture])),
  });
  const options = folder.options({
    path: join(place.path, "lists"),
    list: join(place.path, "lists/my list.txt"),
    size: 8,
    maxBad,
  });
  await using set = await folder.open({ root: "", split: "train", options });
  const names = Array.from({ length: set.length }, (_, i) => set.name(i));
  const { root, notes } = set.remarks!;
  return {
    names,
    classes: set.classes,
    quarantined: set.quarantined,
    root: root!.slice(place.path.length),
    notes,
  };
}

Deno.test("a list has one path a line or each ended by a NUL, with blank lines and CRLF", () => {
  for (
    const text of ["a b\nc\n", "\r\na b\r\n\r\nc", "a b\0c\0", "\ufeffa b\n\nc\n", "a b\na b\nc"]
  ) {
    deepStrictEqual(parseList(bytes(text)).paths, ["a b", "c"], JSON.stringify(text));
  }
  strictEqual(parseList(bytes("a\nb\na\na\n")).doubles, 2);
  deepStrictEqual(parseList(bytes("a\nb\0c\0")).paths, ["a\nb", "c"]);
});

Deno.test("the paths of a list are relative to its folder, and lead anywhere", async () => {
  const { names, root, classes } = await read("../p/b/2.png\n../p/a/1.png\n", [
    "p/a/1.png",
    "p/b/2.png",
    "p/c/3.png",
  ]);
  deepStrictEqual([root, names, classes], ["/p", ["a/1.png", "b/2.png"], ["a", "b"]]);
});

Deno.test("what a list names twice is one image, by any name, and is told", async () => {
  const { names, notes } = await read("../1.png\n./../1.png\n../2.png\n../2.png\n", [
    "1.png",
    "2.png",
  ]);
  deepStrictEqual(names, ["1.png", "2.png"]);
  deepStrictEqual(notes, ["2 of the files in the list are named more than once"]);
});

Deno.test("missing entries and folders of a list are quarantined", async () => {
  const { names, quarantined } = await read("1.png\nnone.png\nsub\n", [
    "lists/1.png",
    "lists/sub/2.png",
  ], 0.7);
  deepStrictEqual(names, ["1.png"]);
  deepStrictEqual(quarantined, [
    { path: "none.png", reason: "is not there" },
    { path: "sub", reason: "is not a file: list the files in it" },
  ]);
});

Deno.test("too many missing entries of a list are refused as bad images are", async () => {
  await rejects(read("1.png\nnone.png\n", ["lists/1.png"], 0.1), {
    code: "TOO_MANY_BAD_IMAGES",
    message: /"none.png" is not there/,
  });
});

Deno.test("a list that names nothing, or is none, is refused", async () => {
  await rejects(read("\n\r\n", []), { code: "EMPTY_LIST" });
  const { code, stderr } = await call(["train", "--list", "/nowhere/a.txt", "-k", "2"]);
  strictEqual(code, 4);
  match(stderr, /LIST_NOT_READ/);
});

Deno.test({
  name: "a pipe in the place of a list is refused, and not waited for",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using place = await tree({});
    const pipe = join(place.path, "pipe");
    await new Deno.Command("mkfifo", { args: [pipe] }).output();
    await rejects(readList(pipe), { code: "LIST_NOT_READ", hint: /--list -/ });
  },
});

Deno.test("crlc train takes a list or RECIPE, and not both", async () => {
  const { code, stderr } = await call(["train", "crlc/digits", "--list", "a.txt"]);
  strictEqual(code, 2);
  match(stderr.replace(/\s+/g, " "), /the list alone must say what is trained/);
});

Deno.test("crlc train --list - reads the paths from standard input, from the current folder, until the cache is cleared", async () => {
  await using place = await tree({ "1.png": "text", "2.png": "text" });
  await using cache = await tree({});
  const { code, stderr } = await call(["train", "--list", "-", "-k", "2", "--dry-run"], {
    stdin: `${join(place.path, "1.png")}\0${join(place.path, "2.png")}\0`,
    env: { CRLC_CACHE_DIR: cache.path },
  });
  strictEqual(code, 4);
  match(stderr, /none of 2 is \("1.png" is not an image/);
  strictEqual([...Deno.readDirSync(join(cache.path, "lists"))].length, 1);
  const cleared = await call(["datasets", "cache", "--clear"], {
    env: { CRLC_CACHE_DIR: cache.path },
  });
  match(cleared.stdout, /^Removed 0 sets .*, and 1 list of --list -\.$/m);
  strictEqual([...Deno.readDirSync(join(cache.path, "lists"))].length, 0);
});

Deno.test("crlc assign takes a list, and quarantines what is missing of it", async () => {
  await using place = await tree({ "1.png": picture });
  const [there, gone] = [join(place.path, "1.png"), join(place.path, "2.png")];
  deepStrictEqual(await findImages([], [there, gone]), {
    paths: [there],
    quarantined: [{ path: gone, reason: "is not there" }],
  });
  const { code, stderr } = await call(["assign", "run"]);
  strictEqual(code, 2);
  match(stderr.replace(/\s+/g, " "), /PATH must be given.*--list FILE/);
});

Deno.test("a run on a list goes on, and assigns, with the same images", () =>
  inFolder(async (data) => {
    await using place = await tree({
      ...Object.fromEntries(
        Array.from(
          { length: 6 },
          (_, i) => [`p/${i}.png`, encode("png", 8, 8, (x) => [40 * i, x, 9])],
        ),
      ),
      "list.txt": "p/0.png\np/1.png\np/2.png\np/3.png\n",
    });
    const overrides = {
      ...{ clusters: 2, epochs: 1, list: join(place.path, "list.txt") },
      set: ["size=8", "input.size=[8,8]", "batchSize=4"],
    };
    const run = join(data, "run"), training = { run, target: place.path, overrides };
    const first = await trainBlobs(training);
    strictEqual(first.plan.samples, 4);
    strictEqual(first.plan.recipe.name, "crlc/list");
    strictEqual((await trainBlobs(training)).status, "unchanged");
    const environment = { dataFolder: data, backend: "wasm", threads: 1, plugins: [PLUGINS.blobs] };
    const { images, quarantined } = await assignImages({
      ...{ run, environment, paths: [] },
      listed: [join(place.path, "p/5.png"), join(place.path, "p/9.png")],
    }, listen());
    deepStrictEqual([images.length, quarantined.length], [1, 1]);
  }));
