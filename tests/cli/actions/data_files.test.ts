import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { idxFiles } from "../../datasets/mnist/idx_files.ts";
import { tree } from "../../datasets/folder/tree.ts";
import { call } from "../call.ts";

/** A world with the four files of a made-up MNIST in a folder `in`. */
async function world() {
  const files = await idxFiles();
  const folder = await tree(
    Object.fromEntries(Object.entries(files).map(([name, data]) => [`in/${name}`, data])),
  );
  const paths = Object.keys(files).map((name) => join(folder.path, "in", name));
  const data = (...args: string[]) =>
    call(["datasets", ...args], { env: { CRLC_DATA_DIR: join(folder.path, "data") } });
  return { data, paths, path: folder.path, [Symbol.asyncDispose]: folder[Symbol.asyncDispose] };
}

Deno.test("crlc datasets import takes several files, and warns of another digest", async () => {
  await using w = await world();
  const refused = await w.data("import", "mnist", ...w.paths);
  deepStrictEqual([refused.code, refused.stdout], [4, ""]);
  match(refused.stderr, /\[ARCHIVE_UNVERIFIED\]\nhint: .*--unverified/);
  const taken = await w.data("import", "mnist", ...w.paths, "--unverified", "--json");
  strictEqual(taken.code, 0, taken.stderr);
  const { schemaVersion, dataset, found } = JSON.parse(taken.stdout);
  deepStrictEqual([schemaVersion, dataset, found.length], [1, "mnist", 1]);
  match(found[0], /12 training and 5 test images/);
});

Deno.test("crlc datasets verify checks every file and ends with 4 when one has changed", async () => {
  await using w = await world();
  const missing = await w.data("verify", "mnist");
  strictEqual(missing.code, 4);
  match(missing.stderr, /\[DATASET_MISSING\]/);
  await w.data("import", "mnist", ...w.paths, "--unverified");
  const good = await w.data("verify", "mnist");
  strictEqual(good.code, 0, good.stderr);
  match(good.stdout, /^content +ok +mnist: 12 training and 5 test images$/m);
  match(good.stdout, /^train-images.* not checked +not the official archive: md5 [0-9a-f]{32}$/m);

  const file = join(w.path, "data", "mnist", "idx", "t10k-labels-idx1-ubyte.gz");
  await Deno.writeFile(file, new Uint8Array(40));
  const bad = await w.data("verify", "mnist", "--json");
  strictEqual(bad.code, 4);
  const { ok, checks } = JSON.parse(bad.stdout);
  strictEqual(ok, false);
  deepStrictEqual(
    checks.filter(({ state }: { state: string }) => state === "bad").map((
      { what }: { what: string },
    ) => what),
    ["content", "t10k-labels-idx1-ubyte.gz"],
  );
});

Deno.test("crlc datasets verify says of a set without files that there is nothing to check", async () => {
  await using w = await world();
  const { code, stdout } = await w.data("verify", "digits");
  strictEqual(code, 0);
  match(stdout, /^content +not checked +no files: /);
});

Deno.test("crlc datasets where NAME tells the folder and what it was taken from", async () => {
  await using w = await world();
  const folder = join(w.path, "data", "mnist");
  strictEqual((await w.data("where", "mnist")).stdout, `${folder}\n`);
  deepStrictEqual(JSON.parse((await w.data("where", "mnist", "--json")).stdout), {
    schemaVersion: 1,
    dataset: "mnist",
    folder,
    present: false,
    archives: [],
  });
  await w.data("import", "mnist", ...w.paths, "--unverified");
  const { present, archives } = JSON.parse((await w.data("where", "mnist", "--json")).stdout);
  deepStrictEqual([present, archives.length, archives[0].verified], [true, 4, false]);
  strictEqual(
    (await w.data("where", "cifar20")).stdout,
    (await w.data("where", "cifar100")).stdout,
  );
});

Deno.test("crlc datasets says of ImageNet's subsets what import takes, and fetch points there", async () => {
  await using w = await world();
  match((await w.data("imagenet10")).stdout, /^import +a folder of ImageNet/m);
  const { code, stderr } = await w.data("fetch", "imagenet10");
  strictEqual(code, 4);
  match(stderr, /\[NOTHING_TO_FETCH\]\nhint: +crlc datasets import imagenet10 PATH/);
});
