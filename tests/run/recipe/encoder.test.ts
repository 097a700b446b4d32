import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { call } from "../../cli/call.ts";
import { encode, flat } from "../../datasets/images/encode.ts";
import { inFolder } from "../training.ts";

const weights = new URL("../../encoders/golden/moco.pth", import.meta.url).pathname;

/** Trains on the features of two encoders, and asks the run of a new picture. */
async function besideEachOther(
  folder: string,
  photos: string,
  encoders: readonly string[],
  small: readonly string[],
): Promise<void> {
  const env = { CRLC_CACHE_DIR: join(folder, "cache"), CRLC_RUNS_DIR: join(folder, "runs") };
  const both = encoders.flatMap((file) => ["--encoder", file]);
  const words = ["train", photos, "-k", "2", "--strategy", "turtle", ...small.slice(0, 2)];
  const trained = await call([...words, ...small.slice(4), ...both, "--json"], { env });
  strictEqual(trained.code, 0, trained.stderr);
  const { run } = JSON.parse(trained.stdout);
  match(run, /turtle-photos-moco\+dinov2-seed0$/);
  const { recipe: { encoder, options } } = JSON.parse(
    await Deno.readTextFile(join(run, "recipe.json")),
  );
  deepStrictEqual([options.spaces, encoder.dimensions], [[64, 8], 72]);
  deepStrictEqual(encoder.parts.map(({ name }: { name: string }) => name), ["moco", "dinov2"]);
  // The features that were kept, and those of a picture alone, are the same.
  const picture = join(photos, "dark", "0.png");
  const assigned = await call(["assign", run, picture, "--json", "--backend", "wasm"], { env });
  strictEqual(assigned.code, 0, assigned.stderr);
  strictEqual(JSON.parse(assigned.stdout).images[0].novelty < 1, true);
  const page = join(folder, "both.html");
  strictEqual((await call(["report", run, "--to", page], { env })).code, 0);
  const text = await Deno.readTextFile(page);
  match(text, /--encoder \S*moco.pth.tar --encoder \S*dinov2.safetensors --strategy turtle/);
  ok(!/spaces=/.test(text));
  for (const more of [[...both, "--encoder", encoders[0]], [...both, "--encoder", "none"]]) {
    const refused = await call([...words, ...more], { env });
    deepStrictEqual([refused.code, /BAD_USAGE/.test(refused.stderr)], [2, true], refused.stderr);
  }
}

Deno.test("all commands of a run, and sweeps, work on the features of an encoder, and refuse other weights", () =>
  inFolder(async (folder) => {
    const photos = join(folder, "photos"), run = join(folder, "run");
    const env = { CRLC_CACHE_DIR: join(folder, "cache") };
    for (const [name, red] of [["dark", 20], ["light", 220]] as const) {
      await Deno.mkdir(join(photos, name), { recursive: true });
      for (let i = 0; i < 6; i++) {
        const picture = encode("png", 24, 24, flat(red, red + i, 255 - red));
        await Deno.writeFile(join(photos, name, `${i}.png`), picture);
      }
    }
    const file = join(folder, "moco.pth.tar");
    await Deno.copyFile(weights, file);
    const train = ["train", photos, "-k", "2", "--encoder", file, "--run", run];
    const small = ["--epochs", "2", "--set", "neighbours=3", "--backend", "wasm", "--threads", "1"];
    const onDevice = await call([...train, ...small, "--augment", "device"], { env });
    deepStrictEqual(
      [onDevice.code, /AUGMENT_NOT_ON_DEVICE/.test(onDevice.stderr)],
      [2, true],
      onDevice.stderr,
    );
    const trained = await call([...train, ...small], { env });
    strictEqual(trained.code, 0, trained.stderr);
    match(trained.stderr, /encoder +moco, frozen: ResNet-17, 64 numbers an image/);
    const { recipe } = JSON.parse(await Deno.readTextFile(join(run, "recipe.json")));
    deepStrictEqual([recipe.strategy, recipe.encoder.dimensions], ["crlc-features", 64]);
    const scored = await call(["eval", run, "--json", "--backend", "wasm"], { env });
    strictEqual(scored.code, 0, scored.stderr);
    const picture = join(photos, "dark", "0.png");
    const assigned = await call(["assign", run, picture, "--json"], { env });
    strictEqual(assigned.code, 0, assigned.stderr);
    const { images: [first] } = JSON.parse(assigned.stdout);
    ok(first.novelty >= 0 && first.novelty <= 1, "novelty by the features of the encoder");
    const near = await call(["neighbors", run, "--json", "--backend", "wasm"], { env });
    strictEqual(near.code, 0, near.stderr);
    const sorted = join(folder, "sorted");
    for (
      const words of [
        ["names", run, "--set", "0=dark ones"],
        ["export", run, "--to", sorted, "--images", "copy"],
        ["report", run, "--to", join(folder, "report.html")],
      ]
    ) {
      const said = await call(words, { env });
      strictEqual(said.code, 0, said.stderr);
    }
    ok((await Deno.readTextFile(join(run, "names.json"))).includes("dark ones"));
    const exported = (await Array.fromAsync(Deno.readDir(join(sorted, "clusters")))).map((
      { name },
    ) => name);
    ok(exported.some((name) => name.includes("dark ones")), `${exported}`);
    match(await Deno.readTextFile(join(folder, "report.html")), /moco.*ResNet-17/s);
    // A sweep learns on it as well, and refuses beforehand an encoder that is not there.
    const swept = await call([
      ...["sweep", photos, "-k", "2", "--encoder", file, "--seeds", "0", "--json"],
      ...["--run", join(folder, "swept"), "--grid", "neighbours=2,3", ...small.slice(0, 2)],
      ...small.slice(4),
    ], { env });
    strictEqual(swept.code, 0, swept.stderr);
    const { cells, runs } = JSON.parse(swept.stdout);
    deepStrictEqual([cells.length, cells[0].failed], [2, 0]);
    const of = JSON.parse(await Deno.readTextFile(join(runs[1].run, "recipe.json"))).recipe;
    deepStrictEqual([of.encoder.digest, of.options.neighbours], [recipe.encoder.digest, 3]);
    const nowhere = ["sweep", photos, "-k", "2", "--encoder", join(folder, "none.pth")];
    const refused = await call([...nowhere, "--run", join(folder, "refused")], { env });
    deepStrictEqual([refused.code, /NO_SUCH_ENCODER/.test(refused.stderr)], [4, true]);
    // Another encoder is another run.
    const weightsOf = (name: string) =>
      new URL(`../../encoders/golden/${name}`, import.meta.url).pathname;
    const another = ["--encoder", weightsOf("dinov2.safetensors"), "--run", run];
    const taken = await call([...train.slice(0, 4), ...another, ...small], { env });
    deepStrictEqual([taken.code, /encoder\.digest/.test(taken.stderr)], [2, true], taken.stderr);
    await besideEachOther(folder, photos, [file, weightsOf("dinov2.safetensors")], small);
    await Deno.copyFile(
      new URL("../../encoders/golden/torchvision-basic.pth", import.meta.url),
      file,
    );
    // Other weights are refused, also where no feature is computed anew; with none the kept ones do.
    const asked = [["eval", run], ["neighbors", run], ["assign", run, picture]];
    for (const words of asked) {
      const other = await call([...words, "--backend", "wasm", "--threads", "1"], { env });
      deepStrictEqual([words[0], other.code, /ENCODER_CHANGED/.test(other.stderr)], [
        words[0],
        4,
        true,
      ], other.stderr);
    }
    await Deno.remove(file);
    for (const [i, words] of asked.entries()) {
      const { code, stderr } = await call([...words, "--backend", "wasm"], { env });
      deepStrictEqual(
        [code, /NO_SUCH_ENCODER/.test(stderr)],
        i < 2 ? [0, false] : [4, true],
        stderr,
      );
    }
  }));
