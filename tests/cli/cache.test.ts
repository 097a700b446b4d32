import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { environmentOf } from "../../cli/environment.ts";
import { keptFolder } from "../datasets/folder/kept.ts";
import { encode, flat } from "../datasets/images/encode.ts";
import { call, testIo } from "./call.ts";

const picture = encode("png", 9, 9, flat(1, 2, 3));

Deno.test("crlc datasets cache says what is kept, and --clear removes it", async () => {
  await using kept = await keptFolder({ "1.png": picture, "2.png": picture });
  for (const size of [8, 9]) await (await kept.open({ size }))[Symbol.asyncDispose]();
  const env = { CRLC_CACHE_DIR: kept.cache };
  const told = await call(["datasets", "cache"], { env });
  strictEqual(told.code, 0);
  match(
    told.stdout,
    /\n2 sets of prepared images and features, .* of at most 64.* \(CRLC_CACHE_LIMIT\)\n$/,
  );

  const { stdout } = await call(["datasets", "cache", "--json"], {
    env: { ...env, CRLC_CACHE_LIMIT: "3" },
  });
  const { entries, ...rest } = JSON.parse(stdout);
  deepStrictEqual(
    { ...rest, bytes: undefined },
    { schemaVersion: 1, folder: kept.cache, bytes: undefined, limit: 3 * 2 ** 30, cleared: false },
  );
  deepStrictEqual(entries.map(({ path }: { path: string }) => path), await kept.entries());

  match((await call(["datasets", "cache", "--clear"], { env })).stdout, /^Removed 2 sets /);
  deepStrictEqual(await kept.entries(), []);
  match((await call(["datasets", "cache"], { env })).stdout, /\n0 sets /);
});

Deno.test("crlc datasets cache of a folder that is not there keeps nothing and makes none", async () => {
  await using kept = await keptFolder({ "1.png": picture });
  const folder = join(kept.cache, "none");
  const { code, stdout } = await call(["datasets", "cache", "--clear", "--json"], {
    env: { CRLC_CACHE_DIR: folder },
  });
  deepStrictEqual([code, JSON.parse(stdout).entries], [0, []]);
  deepStrictEqual([...Deno.readDirSync(kept.cache)], []);
});

Deno.test("CRLC_CACHE_LIMIT must be a number of GiB", async () => {
  const { code, stderr } = await call(["datasets", "cache"], { env: { CRLC_CACHE_LIMIT: "lots" } });
  strictEqual(code, 2);
  match(stderr, /CRLC_CACHE_LIMIT: it must be a whole number of at least 1, and is "lots"/);
});

Deno.test("placeOf() keeps images in the cache folder, but with --no-cache or without a folder", () => {
  const env = { CRLC_CACHE_DIR: "/c", CRLC_DATA_DIR: "/d" };
  const given = { plugins: [] };
  deepStrictEqual(environmentOf(given, testIo({ env })).cache, {
    folder: "/c",
    limit: 64 * 2 ** 30,
  });
  strictEqual(environmentOf({ ...given, noCache: true }, testIo({ env })).cache, undefined);
  strictEqual(
    environmentOf({ ...given, data: "/d" }, testIo({ env: { HOME: "" } })).cache,
    undefined,
  );
});

Deno.test("options may follow the commands of crlc datasets that take no name", async () => {
  const where = await call(["datasets", "where", "--json"], { env: { CRLC_DATA_DIR: "/d" } });
  deepStrictEqual(JSON.parse(where.stdout), { schemaVersion: 1, folder: "/d" });
});
