import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { basename, join } from "node:path";
import { call, type TestIoOptions } from "../../call.ts";
import { COMMIT, serveHub } from "../../../encoders/hub/server.ts";
import { encode, flat } from "../../../datasets/images/encode.ts";
import { temporaryFolder } from "../../../datasets/temporary_folder.ts";

const golden = (name: string) => new URL(`../../../encoders/golden/${name}`, import.meta.url);
const SMALL = ["--backend", "wasm", "--threads", "1", "--epochs", "1"];
const HEAD = ["--set", "neighbours=3"];
const NETWORK = ["--set", "dataset.options.size=8", "--set", "input.size=[8,8]"];

/** Twelve small pictures, and a machine with folders of its own. */
async function machine() {
  const folder = await temporaryFolder();
  const photos = join(folder.path, "photos");
  await Deno.mkdir(photos);
  for (let i = 0; i < 12; i++) {
    const picture = encode("png", 20, 20, flat(i % 2 ? 20 : 220, 9 * i, 80));
    await Deno.writeFile(join(photos, `${i}.png`), picture);
  }
  const env = {
    CRLC_DATA_DIR: join(folder.path, "data"),
    CRLC_CACHE_DIR: join(folder.path, "cache"),
    CRLC_RUNS_DIR: join(folder.path, "runs"),
    // Where nobody answers.
    HF_ENDPOINT: "http://127.0.0.1:1",
  };
  /** Puts a tiny network in the place of a known encoder. */
  const keep = async (name: string, file: string) => {
    const place = join(folder.path, "data", "encoders", name, "0".repeat(40));
    await Deno.mkdir(place, { recursive: true });
    await Deno.copyFile(golden(file), join(place, "model.safetensors"));
    const bytes = (await Deno.stat(golden(file))).size;
    await Deno.writeTextFile(
      join(place, "encoder.json"),
      JSON.stringify({
        ...{ schemaVersion: 1, name, revision: "0".repeat(40), fetched: "2026-01-01" },
        weights: "model.safetensors",
        files: [{ file: "model.safetensors", bytes, sha256: "0".repeat(64) }],
      }),
    );
  };
  const train = (words: readonly string[], options: TestIoOptions = {}) =>
    call(["train", photos, "-k", "2", ...words], { ...options, env: { ...env, ...options.env } });
  const runs = async () =>
    (await Array.fromAsync(Deno.readDir(env.CRLC_RUNS_DIR)).catch(() => []))
      .map(({ name }) => basename(name)).sort();
  return {
    ...folder,
    env,
    photos,
    keep,
    train,
    runs,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const recipeOf = async (env: { CRLC_RUNS_DIR: string }, run: string) =>
  JSON.parse(await Deno.readTextFile(join(env.CRLC_RUNS_DIR, run, "recipe.json"))).recipe;

Deno.test("train takes the encoder that is there by a fixed list, names the run after it, and goes on with it", async () => {
  await using here = await machine();
  const { env, train, keep, runs } = here;
  await keep("facebook--dino-vits16", "dino-hub.safetensors");
  await keep("facebook--dinov2-small", "dinov2.safetensors");
  const first = await train([...SMALL, ...HEAD]);
  strictEqual(first.code, 0, first.stderr);
  match(first.stderr, /^encoder {2}dinov2-small, since it is on this machine/m);
  match(first.stderr, /^encoder {2}dinov2-small, frozen:/m);
  deepStrictEqual(await runs(), ["photos-dinov2-small-seed0"]);
  const { encoder, strategy } = await recipeOf(env, "photos-dinov2-small-seed0");
  deepStrictEqual(
    [strategy, encoder.name, encoder.source, encoder.supervision, encoder.licence],
    ["crlc-features", "dinov2-small", "dinov2-small", "none", "Apache-2.0"],
  );
  const other = await train([...SMALL, ...HEAD, "--encoder", "dino-small", "--json"]);
  strictEqual(JSON.parse(other.stdout).run, join(env.CRLC_RUNS_DIR, "photos-dino-small-seed0"));
  // A run that is named keeps what it began with, whatever is on the machine.
  await Deno.remove(join(env.CRLC_DATA_DIR, "encoders", "facebook--dinov2-small"), {
    recursive: true,
  });
  const run = join(env.CRLC_RUNS_DIR, "photos-dinov2-small-seed0");
  const unchanged = await train([...SMALL, ...HEAD, "--run", run]);
  strictEqual(unchanged.code, 0, unchanged.stderr);
  match(unchanged.stdout, /Nothing to do/);
  const refused = await train([...SMALL, ...HEAD, "--run", run, "--encoder", "dino-small"]);
  deepStrictEqual([refused.code, /encoder\.digest/.test(refused.stderr)], [2, true]);
  const gone = await train(["--encoder", "dinov2-small", "--dry-run"]);
  deepStrictEqual([gone.code, /crlc encoders fetch dinov2-small/.test(gone.stderr)], [4, true]);
});

Deno.test("train without an encoder says beforehand what would help, and --encoder none that it is wanted so", async () => {
  await using here = await machine();
  const dry = await here.train([...SMALL, "--dry-run"]);
  strictEqual(dry.code, 0, dry.stderr);
  match(dry.stderr, /none is on this machine.*crlc encoders fetch dinov2-small/s);
  const wanted = await here.train([...SMALL, ...NETWORK, "--encoder", "none"]);
  strictEqual(wanted.code, 0, wanted.stderr);
  ok(!wanted.stderr.includes("encoders fetch"), wanted.stderr);
  deepStrictEqual(await here.runs(), ["crlc-photos-seed0"]);
});

/** The hub with a tiny network in the place of the default. */
const hubOfDefault = async () =>
  serveHub({
    repository: "facebook/dinov2-small",
    files: { "model.safetensors": await Deno.readFile(golden("dinov2.safetensors")) },
  });

Deno.test("a terminal is asked once whether to fetch the default encoder, and a yes trains on it", async () => {
  await using here = await machine();
  await using hub = await hubOfDefault();
  const questions: string[] = [];
  const ask = (answer: boolean) => (question: string) => {
    questions.push(question);
    return answer;
  };
  const env = { HF_ENDPOINT: hub.endpoint };
  for (const silent of [["--json"], ["--quiet"], ["--offline"], ["--encoder", "none"]]) {
    const words = ["--set", "nosuch=1", ...silent];
    strictEqual((await here.train(words, { env, ask: ask(true) })).code, 2);
  }
  for (const name of ["CI", "CRLC_OFFLINE", "HF_HUB_OFFLINE"]) {
    const words = ["--set", "nosuch=1"];
    strictEqual(
      (await here.train(words, { env: { ...env, [name]: "1" }, ask: ask(true) })).code,
      2,
    );
  }
  deepStrictEqual([questions, hub.asked.length], [[], 0]);
  strictEqual((await here.train(["--set", "nosuch=1"], { env, ask: ask(false) })).code, 2);
  deepStrictEqual([questions.length, hub.asked.length], [1, 0]);
  match(questions[0], /^Fetch dinov2-small now, 88 MB\?$/);
  const trained = await here.train([...SMALL, ...HEAD], { env, ask: ask(true) });
  strictEqual(trained.code, 0, trained.stderr);
  match(trained.stderr, /licence of the weights Apache-2.0; .*; no labels were in it/);
  match(trained.stderr, /Recorded from now on/);
  deepStrictEqual([questions.length, await here.runs()], [2, ["photos-dinov2-small-seed0"]]);
});

Deno.test("--encoder NAME fetches what it names, and a broken fetching trains nothing", async () => {
  await using here = await machine();
  await using hub = await hubOfDefault();
  const env = { HF_ENDPOINT: hub.endpoint };
  const missing = await here.train(["--encoder", "facebook/other"], { env });
  deepStrictEqual([missing.code, /UNKNOWN_ENCODER/.test(missing.stderr)], [2, true]);
  const offline = await here.train(["--encoder", "dinov2-small", "--offline"], { env });
  deepStrictEqual([offline.code, /\[OFFLINE\]/.test(offline.stderr)], [4, true]);
  deepStrictEqual(await here.runs(), []);
  const named = ["--encoder", "facebook/dinov2-small@main", ...SMALL, ...HEAD, "--json"];
  const trained = await here.train(named, { env });
  strictEqual(trained.code, 0, trained.stderr);
  const { encoder } = await recipeOf(here.env, "photos-dinov2-small-seed0");
  deepStrictEqual([encoder.source, encoder.revision], [
    `facebook/dinov2-small@${COMMIT}`,
    COMMIT,
  ]);
});

Deno.test("train learns on the encoder of a plugin, which eval needs again", async () => {
  await using here = await machine();
  const plugin =
    new URL("../../../../examples/plugins/colour_moments.ts", import.meta.url).pathname;
  const words = ["--encoder", "colour-moments", "--plugin", plugin, ...SMALL, ...HEAD];
  const trained = await here.train(words);
  strictEqual(trained.code, 0, trained.stderr);
  const run = join(here.env.CRLC_RUNS_DIR, "photos-colour-moments-seed0");
  const scored = await call(["eval", run, "--plugin", plugin, "--backend", "wasm", "--json"], here);
  strictEqual(scored.code, 0, scored.stderr);
  strictEqual(JSON.parse(scored.stdout).encoder.name, "colour-moments");
  const without = await call(["eval", run, "--backend", "wasm"], here);
  deepStrictEqual([without.code, /PLUGIN_NOT_NAMED/.test(without.stderr)], [3, true]);
});
