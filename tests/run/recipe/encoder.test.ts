import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { call } from "../../cli/call.ts";
import { encode, flat } from "../../datasets/images/encode.ts";
import { inFolder } from "../training.ts";

const weights = new URL("../../encoders/golden/moco.pth", import.meta.url).pathname;

Deno.test("train, eval and assign work on the features of an encoder, and refuse other weights", () =>
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
    strictEqual(JSON.parse(assigned.stdout).images.length, 1);
    await Deno.copyFile(
      new URL("../../encoders/golden/torchvision-basic.pth", import.meta.url),
      file,
    );
    const other = await call(["assign", run, join(photos, "dark", "0.png")], { env });
    strictEqual(other.code, 4);
    match(other.stderr, /its SHA-256 must be/);
  }));
