import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";

const folder = new URL("../../../datasets/imagenet/classes/", import.meta.url);
const read = async (file: string) => JSON.parse(await Deno.readTextFile(new URL(file, folder)));

interface WordNetClasses {
  readonly num_classes: number;
  readonly source: string;
  readonly classes: readonly { label: number; wnid: string; name: string; ilsvrc_index: number }[];
}

Deno.test("class lists of ImageNet subsets are whole, and say where they come from", async () => {
  const subsets: Record<string, number> = {
    imagenet10: 10,
    imagenet_dogs: 15,
    imagenet50: 50,
    imagenet100: 100,
    imagenet200: 200,
  };
  for (const [name, count] of Object.entries(subsets)) {
    const { num_classes, source, classes }: WordNetClasses = await read(`${name}.json`);
    deepStrictEqual([num_classes, classes.length], [count, count], name);
    deepStrictEqual(classes.map(({ label }) => label), classes.map((_, i) => i));
    strictEqual(new Set(classes.map(({ wnid }) => wnid)).size, count);
    for (const { wnid } of classes) match(wnid, /^n\d{8}$/);
    ok(source.length > 0);
  }
});
