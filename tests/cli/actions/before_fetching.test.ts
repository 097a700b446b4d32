import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { tree } from "../../datasets/folder/tree.ts";
import { encode, flat } from "../../datasets/images/encode.ts";
import { serveHub } from "../../encoders/hub/server.ts";
import { call } from "../call.ts";

const weights = new URL("../../encoders/golden/dinov2.safetensors", import.meta.url);
const plugin = new URL("../../../examples/plugins/colour_moments.ts", import.meta.url).pathname;

Deno.test("what is wrong with a command is told before the encoder that it names is fetched", async (t) => {
  await using folder = await tree(
    Object.fromEntries(
      Array.from(
        { length: 12 },
        (_, i) => [`photos/${i}.png`, encode("png", 20, 20, flat(9 * i, 99, 80))],
      ),
    ),
  );
  const at = (name: string) => join(folder.path, name), photos = at("photos"), none = at("none");
  await Deno.writeTextFile(at("there.npy"), "");
  await using hub = serveHub({ files: { "model.safetensors": await Deno.readFile(weights) } });
  const env = {
    ...{ CRLC_DATA_DIR: at("data"), CRLC_CACHE_DIR: at("cache"), CRLC_RUNS_DIR: at("runs") },
    HF_ENDPOINT: hub.endpoint,
  };
  const to = ["--to", at("f.npy")], k = ["-k", "2"];
  const wrong: Readonly<Record<string, readonly (readonly string[])[]>> = {
    NO_SUCH_RECIPE_FILE: [
      ["embed", none, ...to],
      ["embed", none, ...to, "--plugin", plugin],
      ["train", none, ...k],
      ["train", none, ...k, "--plugin", plugin],
      ["sweep", none, ...k],
    ],
    BAD_SHARE: [
      ["embed", photos, ...to, "--share", "5/4"],
      ["sweep", photos, ...k, "--share", "5/4"],
    ],
    BAD_USAGE: [["embed", ...to], ["embed", photos, "--to", at("f.txt")]],
    FILE_EXISTS: [["embed", photos, "--to", at("there.npy")]],
    LIST_NOT_READ: [["embed", "--list", none, ...to], ["train", "--list", none, ...k]],
    UNKNOWN_RECIPE: [["train", "crlc/digts"], ["sweep", "crlc/digts"], [
      "embed",
      "crlc/digts",
      ...to,
    ]],
    UNKNOWN_OPTION: [
      ["train", photos, ...k, "--set", "nosuch=1"],
      ["sweep", photos, ...k, "--grid", "nosuch=1,2"],
    ],
    BAD_LABELS_FILE: [["train", photos, ...k, "--labels", none], [
      ...["sweep", photos, ...k, "--labels", none],
    ]],
    NO_SUCH_RUN: [["train", photos, ...k, "--from", none], ["sweep", photos, "--from", none]],
    NEEDS_PIXELS: [["train", photos, ...k, "--strategy", "iic"]],
    BAD_SEEDS: [["sweep", photos, ...k, "--seeds", "x"]],
    BAD_GRID: [["sweep", photos, ...k, "--grid", "x=1,,2"]],
  };
  for (const [code, commands] of Object.entries(wrong)) {
    for (const words of commands) {
      await t.step(`${words[0]}: ${code}`, async () => {
        for (const encoder of ["owner/name", "efficientnet-lite0"]) {
          const { stderr } = await call([...words, "--encoder", encoder, "--offline"], { env });
          match(stderr, new RegExp(`\\[${code}\\]`));
        }
      });
    }
  }
  deepStrictEqual(hub.asked, []);
  const done = await call(["embed", photos, ...to, "--encoder", "owner/name"], { env });
  strictEqual(done.code, 0, done.stderr);
  ok(hub.asked.length > 0);
});
