import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { call } from "../../cli/call.ts";
import { encode, flat } from "../../datasets/images/encode.ts";
import { inFolder } from "../training.ts";

const weights = new URL("../../encoders/golden/moco.pth", import.meta.url).pathname;

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
    deepStrictEqual([onDevice.code, /AUGMENT_NOT_ON_DEVICE/.test(onDevice.stderr)], [2, true]);
    const trained = await call([...train, ...small], { env });
    strictEqual(trained.code, 0, trained.stderr);
    match(trained.stderr, /encoder +moco, frozen: ResNet-17, 64 numbers an image/);
    const { recipe } = JSON.parse(await Deno.readTextFile(join(run, "recipe.json")));
    deepStrictEqual([recipe.strategy, recipe.encoder.dimensions], ["crlc-features", 64]);
    const scored = await call(["eval", run, "--json", "--backend", "wasm"], { env });
    strictEqual(scored.code, 0, scored.stderr);
    const assigned = await call(["assign", run, join(photos, "dark", "0.png"), "--json"], { env });
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
    await Deno.copyFile(
      new URL("../../encoders/golden/torchvision-basic.pth", import.meta.url),
      file,
    );
    const other = await call(["assign", run, join(photos, "dark", "0.png")], { env });
    strictEqual(other.code, 4);
    match(other.stderr, /its SHA-256 must be/);
  }));
