import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { clusterPictures } from "../../examples/library.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode, flat } from "../datasets/images/encode.ts";
import { inFolder, listen } from "../run/training.ts";

Deno.test("examples/library.ts trains, scores, finds neighbours and assigns without a command line", () =>
  inFolder(async (run) => {
    const picture = (red: number, i: number) => encode("png", 9, 9, flat(red, 9 * i, 9));
    await using pictures = await tree({
      ...Object.fromEntries(
        Array.from({ length: 4 }, (_, i) => [`old/a/${i}.png`, picture(230, i)]),
      ),
      ...Object.fromEntries(
        Array.from({ length: 4 }, (_, i) => [`old/b/${i}.png`, picture(20, i)]),
      ),
      "new/one.png": picture(230, 2),
      "new/none.png": "no picture",
    });
    const epochs: number[] = [];
    const { trained, evaluation, neighbours, assigned } = await clusterPictures(
      {
        ...{ folder: join(pictures.path, "old"), run, pictures: [join(pictures.path, "new")] },
        overrides: { epochs: 2, set: ["dataset.options.size=8", "input.size=[8,8]"] },
      },
      { ...listen(), epoch: ({ epoch }) => epochs.push(epoch) },
    );
    deepStrictEqual([trained.status, epochs], ["finished", [1, 2]]);
    deepStrictEqual([evaluation.samples, evaluation.finished], [8, true]);
    ok("neighbors" in neighbours);
    strictEqual(neighbours.neighbors[0].names.length, 3);
    deepStrictEqual(assigned.images.map(({ path }) => path), [join(pictures.path, "new/one.png")]);
    deepStrictEqual(assigned.quarantined.length, 1);
  }));

Deno.test("every type that @crlc/crlc/run speaks of can be imported from it", async () => {
  const args = ["doc", "--lint", new URL("../../results/mod.ts", import.meta.url).pathname];
  const { stderr } = await new Deno.Command(Deno.execPath(), { args, env: { NO_COLOR: "1" } })
    .output();
  const said = new TextDecoder().decode(stderr);
  ok(said.includes("documentation lint errors"), said);
  deepStrictEqual(said.match(/.*private-type-ref.*/g), null);
});
