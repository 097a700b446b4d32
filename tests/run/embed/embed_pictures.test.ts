import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { readFeatureFile } from "../../../datasets/features/read_features.ts";
import { call } from "../../cli/call.ts";
import { tree } from "../../datasets/folder/tree.ts";
import { encode, flat } from "../../datasets/images/encode.ts";

const weights = new URL("../../encoders/golden/dinov2.safetensors", import.meta.url).pathname;
const picture = (i: number) => encode("png", 20, 20, flat(9 * i, 200 - 9 * i, 80));

Deno.test("crlc embed writes features with names and classes, which train takes, in every format alike", async () => {
  await using folder = await tree({
    ...Object.fromEntries(
      Array.from(
        { length: 12 },
        (_, i) => [`photos/${i % 2 ? "odd" : "even"}/${i}.png`, picture(i)],
      ),
    ),
    "photos/odd/broken.png": "no picture",
  });
  const at = (name: string) => join(folder.path, name);
  const env = { CRLC_CACHE_DIR: at("cache"), CRLC_RUNS_DIR: at("runs"), CRLC_DATA_DIR: at("data") };
  const embed = (to: string, ...words: string[]) =>
    call(
      ["embed", at("photos"), "--encoder", weights, "--to", at(to), "--backend", "wasm", ...words],
      { env },
    );
  const few = await embed("f.npy");
  deepStrictEqual([few.code, /--max-bad/.test(few.stderr)], [4, true], few.stderr);
  const first = await embed("f.npy", "--max-bad", "0.5", "--json");
  strictEqual(first.code, 0, first.stderr);
  const { samples, quarantined, files, encoder } = JSON.parse(first.stdout);
  deepStrictEqual([samples, files, encoder.name], [12, [at("f.npy"), at("f.jsonl")], "dinov2"]);
  match(quarantined[0].path, /broken\.png$/);
  const table = await readFeatureFile(at("f.npy"));
  deepStrictEqual([table.rows, table.labels?.[11], table.names?.[11]], [12, "odd", "odd/9.png"]);
  const taken = await embed("f.npy", "--max-bad", "0.5");
  deepStrictEqual([taken.code, /FILE_EXISTS.*\n.*--force/.test(taken.stderr)], [2, true]);
  const before = await Deno.readFile(at("f.npy"));
  strictEqual((await embed("f.npy", "--max-bad", "0.5", "--force")).code, 0);
  deepStrictEqual(await Deno.readFile(at("f.npy")), before);
  for (const other of ["g.safetensors", "g2.csv", "h.parquet"]) {
    strictEqual((await embed(other, "--max-bad", "0.5")).code, 0);
    const { data, names, labels } = await readFeatureFile(at(other));
    deepStrictEqual([names, labels], [table.names, table.labels]);
    deepStrictEqual(data, table.data);
  }
  await Deno.mkdir(at("folder.npy"));
  const onto = await embed("folder.npy", "--force");
  deepStrictEqual([onto.code, /must be a file or nothing/.test(onto.stderr)], [2, true]);
  const words = ["--strategy", "kmeans", "--backend", "wasm", "--json"];
  const trained = await call(["train", at("f.npy"), ...words], { env });
  strictEqual(trained.code, 0, trained.stderr);
  strictEqual(JSON.parse(trained.stdout).samples, 12);
});

Deno.test("shares of crlc embed are collected to the same bytes, and one that is missing is named", async () => {
  const many = Array.from({ length: 70 }, (_, i) => [`photos/${i}.png`, picture(i % 20)]);
  await using folder = await tree({
    ...Object.fromEntries(many),
    ...{ "others/a.png": picture(1), "others/b.png": picture(2) },
  });
  const at = (name: string) => join(folder.path, name);
  const embed = (
    to: string,
    { cache = "cache", from = "photos", on = "wasm", env = {} },
    ...words: string[]
  ) =>
    call(
      ["embed", at(from), "--encoder", weights, "--to", at(to), "--backend", on, ...words],
      {
        env: {
          ...{ CRLC_CACHE_DIR: at(cache), CRLC_RUNS_DIR: at("runs"), CRLC_DATA_DIR: at("data") },
          ...env,
        },
      },
    );
  strictEqual((await embed("alone.npy", { cache: "other" })).code, 0);
  const told = await embed("f.npy", {}, "--share", "1/2", "--json");
  strictEqual(told.code, 0, told.stderr);
  const { samples, share, files } = JSON.parse(told.stdout);
  const [first, second] = [1, 2].map((part) => at(`f.share-${part}-of-2.safetensors`));
  deepStrictEqual([samples, share, files], [64, { part: 1, of: 2 }, [first]]);
  await Deno.writeTextFile(at("f.share-1-of-0.safetensors"), "no share at all");
  const missing = await embed("f.npy", {});
  deepStrictEqual([missing.code, /2\/2 is not {3}\[SHARE_MISSING/.test(missing.stderr)], [4, true]);
  const array = { ID: "7", MIN: "6", MAX: "7", COUNT: "2" };
  const env = Object.fromEntries(
    Object.entries(array).map(([key, value]) => [`SLURM_ARRAY_TASK_${key}`, value]),
  );
  strictEqual((await embed("f.npy", { env })).code, 0);
  const { mtime } = await Deno.stat(second);
  strictEqual((await embed("f.npy", {}, "--share", "2/2")).code, 0);
  deepStrictEqual((await Deno.stat(second)).mtime, mtime);
  const others = await embed("f.npy", { from: "others" }, "--share", "1/2");
  deepStrictEqual([others.code, /^share 1 of 2 is empty: /m.test(others.stdout)], [0, true]);
  const refused = await embed("f.npy", { from: "others" });
  deepStrictEqual([refused.code, /\[SHARE_OTHER\]/.test(refused.stderr)], [4, true]);
  const collected = await embed("f.npy", {});
  strictEqual(collected.code, 0, collected.stderr);
  for (const ending of ["npy", "jsonl"]) {
    deepStrictEqual(
      await Deno.readFile(at(`f.${ending}`)),
      await Deno.readFile(at(`alone.${ending}`)),
    );
  }
  for (const part of [first, second]) ok(!await Deno.stat(part).catch(() => false));
  // Of very many shares two have pictures, each one block, and the others none.
  const last = "999999999/999999999", middle = "500000000/999999999";
  for (const [share, samples] of [[last, 6], [middle, 64], ["1/999999999", 0]] as const) {
    const { code, stdout, stderr } = await embed("g.npy", {}, "--share", share, "--json");
    deepStrictEqual([code, JSON.parse(stdout).samples], [0, samples], stderr);
    if (share !== last) continue;
    const missing = await embed("g.npy", {});
    match(missing.stderr, /must be done, and 500000000\/999999999 is not/);
  }
  strictEqual((await embed("g.npy", {})).code, 0);
  deepStrictEqual(await Deno.readFile(at("g.npy")), await Deno.readFile(at("alone.npy")));
  // What other backends have done is taken, and told.
  const anew = { cache: "anew" };
  strictEqual((await embed("h.npy", anew, "--share", "1/2")).code, 0);
  strictEqual((await embed("h.npy", { ...anew, on: "cpu" }, "--share", "2/2")).code, 0);
  const mixed = await embed("h.npy", anew);
  strictEqual(mixed.code, 0, mixed.stderr);
  strictEqual(mixed.stderr.match(/computed by different backends, cpu and wasm:/g)?.length, 1);
  ok(!/different backends/.test(collected.stderr));
});

Deno.test("crlc embed needs an encoder, and says how to come by one", async () => {
  await using folder = await tree({ "photos/a.png": picture(1), "photos/b.png": picture(2) });
  const env = { CRLC_DATA_DIR: join(folder.path, "data") };
  const to = join(folder.path, "f.npy");
  const said = await call(["embed", join(folder.path, "photos"), "--to", to], { env });
  strictEqual(said.code, 4);
  match(said.stderr, /ENCODER_MISSING.*\n.*crlc encoders fetch dinov2-small/);
  ok(!await Deno.stat(to).then(() => true, () => false));
});
