import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { stoppableTraining } from "../../../../cli/actions/train/stoppable_training.ts";
import { observe } from "../../../../cli/terminal/observer.ts";
import { openSession } from "../../../../cli/session.ts";
import { encode, flat } from "../../../datasets/images/encode.ts";
import { inFolder } from "../../../run/training.ts";
import { testIo } from "../../call.ts";
import { PLAN } from "../../fixtures.ts";

const OPTIONS = { path: "photos", size: 96, maxBad: 0.01 };

/** Backend, data set, its options, and whether native code is given up. */
const CASES: readonly [string, string, Record<string, unknown>, boolean][] = [
  ["wasm", "digits", {}, true],
  ["cpu", "cifar10", {}, true],
  ["webgpu", "digits", {}, true],
  ["tensorflow", "digits", {}, false],
  ["of-a-plugin", "digits", {}, false],
  ["wasm", "folder", OPTIONS, false],
  ["wasm", "imagenet10", OPTIONS, false],
  ["wasm", "of-a-plugin", {}, true],
];

for (const [backend, name, options, given] of CASES) {
  const what = given ? "gives up" : "keeps";
  Deno.test(`training ${name} on ${backend} ${what} native code`, async () => {
    const permissions: string[] = [];
    const giveUp = (names: readonly string[]) => Promise.resolve(void permissions.push(...names));
    const session = openSession([], { ...testIo(), giveUp });
    const dataset = { name, split: "train", options };
    await stoppableTraining(observe(session, true), session, (_, { planned }) => {
      planned!({ ...PLAN, backend, recipe: { ...PLAN.recipe, dataset } });
      return Promise.resolve();
    });
    deepStrictEqual(permissions, given ? ["net", "run", "ffi"] : ["net", "run"]);
  });
}

/** A data set that decodes an image whenever it is asked for. */
const LAZY = `
import { fromSource, prepareImage } from "@crlc/crlc/datasets";

const file = new URL("picture.png", import.meta.url);
const shape = [8, 8, 3];
const lazy = {
  name: "lazy",
  about: "decodes when it is asked",
  apiVersion: 1,
  licence: "none",
  citation: "none",
  facts: { splits: { train: 8 } },
  archives: [],
  options: () => ({}),
  open: () => Promise.resolve(fromSource({
    length: 8,
    shape,
    digest: "0".repeat(64),
    async read(indices, into) {
      const pixels = await prepareImage(await Deno.readFile(file), 8);
      indices.forEach((_, i) => into.set(pixels, i * pixels.length));
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }, { name: String })),
};
const mean = [0.5, 0.5, 0.5];
export default {
  datasets: [lazy],
  recipes: {
    lazy: {
      strategy: "crlc",
      dataset: { name: "lazy" },
      clusters: 2,
      input: { size: [8, 8], normalise: { mean, std: mean } },
      options: { backbone: { widths: [8], blocks: [1], stem: "cifar" }, batchSize: 8, epochs: 1 },
    },
  },
};
`;

Deno.test("a plugin's data set may decode images in the middle of a run", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "lazy.ts"), LAZY);
    await Deno.writeFile(join(folder, "picture.png"), encode("png", 9, 9, flat(9, 99, 200)));
    const main = new URL("../../../../cli/main.ts", import.meta.url).pathname;
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", main, "train", "lazy", "--plugin", join(folder, "lazy.ts")],
        ...["--backend", "wasm", "--threads", "1", "--run", join(folder, "run")],
      ],
      env: { CRLC_CACHE_DIR: join(folder, "cache"), CRLC_DATA_DIR: join(folder, "data") },
    }).output();
    const told = new TextDecoder().decode(stderr);
    match(told, /epoch 1\/1/);
    strictEqual(code, 0, told);
  }));
