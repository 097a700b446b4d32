import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { readClasses } from "../../../datasets/imagenet/classes.ts";
import { call } from "../../cli/call.ts";
import { encode, flat } from "../../datasets/images/encode.ts";
import { inFolder } from "../training.ts";

const weights = new URL("../../encoders/golden/moco.pth", import.meta.url).pathname;

Deno.test("crlc-two-stage on ImageNet-50 learns heads alone on views through MoCo's frozen network", () =>
  inFolder(async (folder) => {
    const env = { CRLC_CACHE_DIR: join(folder, "cache") };
    const images = join(folder, "imagenet"), file = join(folder, "moco_v2.pth.tar");
    await Deno.copyFile(weights, file);
    for (const [i, { wnid }] of (await readClasses("imagenet50")).entries()) {
      await Deno.mkdir(join(images, "train", wnid), { recursive: true });
      const picture = encode("png", 12, 10, flat(5 * i, 255 - 5 * i, i % 2 * 200));
      await Deno.writeFile(join(images, "train", wnid, `${wnid}_1.JPEG`), picture);
    }
    const train = (run: string, ...more: string[]) =>
      call([
        ...["train", "crlc-two-stage/imagenet50", "--encoder", file, "--run", join(folder, run)],
        ...["--set", `dataset.options.path=${images}`, "--set", "batchSize=25", "--epochs", "1"],
        ...["--set", "input.size=[32,32]", "--set", "subHeads=2", "--backend", "wasm"],
        ...more,
      ], { env });
    const read = async (run: string, name: string) =>
      await Deno.readTextFile(join(folder, run, name));

    const trained = await train("run");
    strictEqual(trained.code, 0, trained.stderr);
    const { recipe } = JSON.parse(await read("run", "recipe.json"));
    const { backbone, neighbours, optimiser: { learningRate } } = recipe.options;
    deepStrictEqual([backbone, neighbours, learningRate], ["features", 50, 5]);
    deepStrictEqual([recipe.encoder.views, recipe.input.size], ["augmented", [32, 32]]);
    match(trained.stderr, /frozen: ResNet-17/);
    // Augmented views give other numbers than the one feature of every picture.
    const cached = await train("cached", "--set", "encoder.views=cached");
    strictEqual(cached.code, 0, cached.stderr);
    const [a, b] = await Promise.all(["run", "cached"].map((run) => read(run, "metrics.jsonl")));
    const losses = [a, b].map((text) =>
      text.trim().split("\n").map((line) => JSON.parse(line).terms?.cluster).filter(Boolean)
    );
    strictEqual(losses[0].length, losses[1].length);
    strictEqual(losses[0].length > 0 && `${losses[0]}` !== `${losses[1]}`, true);
  }));
