import { deepStrictEqual, match, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { join } from "node:path";
import { features } from "../../../datasets/features/features.ts";
import { readCsv } from "../../../datasets/features/read_csv.ts";
import { readFeatureFile } from "../../../datasets/features/read_features.ts";
import { readParquet } from "../../../datasets/features/read_parquet.ts";
import { readNpy } from "../../../datasets/features/read_npy.ts";
import { badFeatures } from "../../../datasets/features/table.ts";
import { featureFiles, featurePaths } from "../../../run/embed/write_features.ts";
import { encodeSafetensors } from "../../../run/folder/safetensors.ts";
import { tree } from "../folder/tree.ts";
import golden from "./npy.json" with { type: "json" };
import saved from "./parquet.json" with { type: "json" };

const decode = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const refuse = (what: string, hint?: string) => badFeatures("f", what, hint);

for (const { name, file, numbers } of golden.floats) {
  Deno.test(`readNpy() reads what NumPy saves as ${name}`, () => {
    const { shape, data, whole } = readNpy(decode(file), refuse);
    deepStrictEqual([shape, whole], [[2, 3], false]);
    deepStrictEqual(data, Float32Array.from(numbers));
  });
}

Deno.test("readNpy() reads whole numbers, and refuses objects and complex numbers", () => {
  for (const { file, numbers } of [golden.labels, golden["small labels"]]) {
    const { data, whole } = readNpy(decode(file), refuse);
    deepStrictEqual([Array.from(data), whole], [numbers, true]);
  }
  throws(() => readNpy(decode(golden.objects), refuse), {
    code: "BAD_FEATURES",
    message: /objects, which are programs/,
  });
  throws(() => readNpy(decode(golden.complex), refuse), /must be float16, float32 or float64/);
});

Deno.test("readNpy() refuses a file that is cut or damaged anywhere in its header, or misreads none of it", () => {
  const bytes = decode(golden.floats[2].file);
  for (let length = 0; length < bytes.length; length++) {
    throws(() => readNpy(bytes.subarray(0, length), refuse), { code: "BAD_FEATURES" });
  }
  for (let at = 0; at < 128; at++) {
    const damaged = bytes.slice();
    damaged[at] ^= 1;
    try {
      const { data, shape } = readNpy(damaged, refuse);
      strictEqual(data.length, shape.reduce((a, b) => a * b, 1));
    } catch (error) {
      strictEqual((error as { code?: string }).code, "BAD_FEATURES", `byte ${at}: ${error}`);
    }
  }
});

Deno.test("readCsv() tells titles, names, labels and numbers apart", () => {
  const titled = readCsv('name,label,f0,f1\n"a, b.png",cat,1,2\r\nc.png,"d""g",3e-1,-4\n', refuse);
  deepStrictEqual(titled.names, ["a, b.png", "c.png"]);
  deepStrictEqual(titled.labels, ["cat", 'd"g']);
  deepStrictEqual(titled.data, Float32Array.of(1, 2, 0.3, -4));
  const plain = readCsv("1,2\n3,4\n", refuse);
  deepStrictEqual([plain.names, plain.rows, plain.dimensions], [undefined, 2, 2]);
  deepStrictEqual(readCsv("a.png,1,2\nb.png,3,4", refuse).names, ["a.png", "b.png"]);
  throws(() => readCsv("1,2\n3\n", refuse), /row 2 must have 2 cells/);
  throws(() => readCsv("f0,f1\n1,x\n", refuse), /cell 2 \("f1"\) of row 2 must be a number/);
  throws(() => readCsv("", refuse), /is empty/);
});

const npy = decode(golden.floats[2].file);
const tensors = (names: Record<string, readonly number[]>) =>
  encodeSafetensors({
    metadata: {},
    tensors: Object.fromEntries(
      Object.entries(names).map(([name, shape]) => [name, {
        ...{ dtype: "F32", shape },
        data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i + 1),
      }]),
    ),
  });

Deno.test("readFeatureFile() knows a file by its content, and takes names and labels from beside it", async () => {
  await using folder = await tree({
    "a.npy": npy,
    "a.jsonl": '{"name":"x.png","label":"cat"}\n{"name":"y.png","label":"dog"}\n',
    "b.npy": npy,
    "b.names.txt": "one\ntwo\n",
    "b.labels.txt": "10\n9\n",
    "c.safetensors": tensors({ features: [2, 2], other: [3, 3] }),
    "d.safetensors": tensors({ x: [2, 2] }),
    "e.safetensors": tensors({ x: [2, 2], y: [2, 2] }),
  });
  const at = (name: string) => join(folder.path, name);
  const a = await readFeatureFile(at("a.npy")), b = await readFeatureFile(at("b.npy"));
  deepStrictEqual([a.names, a.labels], [["x.png", "y.png"], ["cat", "dog"]]);
  deepStrictEqual([b.names, b.labels], [["one", "two"], ["10", "9"]]);
  deepStrictEqual((await readFeatureFile(at("c.safetensors"))).data, Float32Array.of(1, 2, 3, 4));
  strictEqual((await readFeatureFile(at("d.safetensors"))).rows, 2);
  await rejects(readFeatureFile(at("e.safetensors")), { hint: /go with --encoder/ });
  await using set = await features.open({
    ...{ root: "", split: "train", options: { path: at("b.npy") } },
  });
  // Numbers in the order of numbers.
  deepStrictEqual([set.classes, await set.labels()], [["9", "10"], Int32Array.of(1, 0)]);
});

Deno.test("readFeatureFile() says which row is wrong: not finite, all zeros, or of another number than beside it", async () => {
  await using folder = await tree({
    "nan.csv": "name,a,b\nx,1,2\ny,nan,3\n",
    "inf.csv": "1,2\n3,-inf\n",
    "zero.csv": "name,a,b\nx,1,2\ny,0,0\n",
    "rows.npy": npy,
    "rows.jsonl": '{"name":"only one"}\n',
    "twice.csv": "name,a\nx,1\nx,2\n",
    "photo.npy": "no numpy",
  });
  const read = (name: string) => readFeatureFile(join(folder.path, name));
  await rejects(read("nan.csv"), {
    code: "BAD_FEATURES",
    message: /number 0 of row 1 \("y"\) is NaN/,
  });
  await rejects(read("inf.csv"), /number 1 of row 1 is -Infinity/);
  await rejects(read("zero.csv"), /all zeros, .*row 1 \("y"\) is/);
  await rejects(read("rows.npy"), /has 2 rows, and "rows.jsonl" beside it tells of 1/);
  await rejects(read("photo.npy"), /must be a .npy, .safetensors, .csv or .parquet file/);
  await rejects(read("nowhere.npy"), /cannot be read/);
  const options = { path: join(folder.path, "twice.csv") };
  await rejects(
    features.open({ root: "", split: "train", options }),
    /names of rows must differ, and "x" is twice/,
  );
});

Deno.test("features give their numbers, and a picture that tells rows apart", async () => {
  await using folder = await tree({ "a.npy": npy });
  await using set = await features.open({
    ...{ root: "", split: "train", options: { path: join(folder.path, "a.npy") } },
  });
  const row = new Float32Array(3), picture = new Uint8Array(set.height * set.width);
  await set.features!.read(Uint32Array.of(1), row);
  deepStrictEqual(row, Float32Array.of(3, 1e-3, -7.5));
  await set.read(Uint32Array.of(1), picture);
  deepStrictEqual(picture, Uint8Array.of(179, 128, 0, 128));
  match(set.name(1), /row 1/);
  ok(/^[0-9a-f]{64}$/.test(set.digest));
});

Deno.test("what a file of features says itself is not replaced by what lies beside it, and must match", async () => {
  const labels = { dtype: "I32", shape: [3], data: Int32Array.of(1, 2, 3) } as const;
  const two = { dtype: "F32", shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) } as const;
  await using folder = await tree({
    "a.csv": "name,label,f0\nmine.png,cat,1\nother.png,dog,2\n",
    "a.jsonl": '{"name":"x.png","label":"1"}\n{"name":"y.png","label":"2"}\n',
    "a.labels.txt": "5\n6\n",
    "b.npy": npy,
    "b.names.txt": "\ufeffone\ntwo\n",
    "c.safetensors": encodeSafetensors({ metadata: {}, tensors: { features: two, labels } }),
  });
  const read = (name: string) => readFeatureFile(join(folder.path, name));
  const { names, labels: classes } = await read("a.csv");
  deepStrictEqual([names, classes], [["mine.png", "other.png"], ["cat", "dog"]]);
  deepStrictEqual((await read("b.npy")).names, ["one", "two"]);
  await rejects(read("c.safetensors"), { code: "BAD_FEATURES", message: /2 rows, and 3 labels/ });
});

Deno.test("features are written as CSV whatever their number, and read as they were", async () => {
  const rows = 2100, data = Float32Array.from({ length: rows * 2 }, (_, i) => Math.sin(i) / 3);
  const names = Array.from({ length: rows }, (_, i) => `${i}, "x"`);
  const [{ content }] = await featureFiles("f.csv", { data, dimensions: 2, names, made: {} });
  const table = readCsv(new TextDecoder().decode(content as Uint8Array), refuse);
  deepStrictEqual([table.names, table.data], [names, data]);
});

const numbers = Float32Array.from(saved.rows.flat());

/** Runs a test with some files of `parquet.json`. */
async function withFiles(
  files: Readonly<Record<string, string>>,
  test: (at: (name: string) => string) => Promise<void>,
): Promise<void> {
  const named = Object.entries(files).map(([name, text]) => [`${name}.parquet`, decode(text)]);
  await using folder = await tree(Object.fromEntries(named));
  await test((name) => join(folder.path, `${name}.parquet`));
}

Deno.test(
  "readFeatureFile() reads what pyarrow saves: lists of every kind, packed in every way",
  () =>
    withFiles(saved.lists, async (at) => {
      for (const name of Object.keys(saved.lists)) {
        const { data, rows, dimensions, names, labels } = await readFeatureFile(at(name));
        deepStrictEqual([rows, dimensions, names, labels], [3, 3, saved.names, undefined], name);
        deepStrictEqual(data, numbers, name);
      }
      const path = at("large text, plain pages of version 2");
      const opened = await features.open(
        {
          ...{ split: "train", options: { path } },
        } as unknown as Parameters<typeof features.open>[0],
      );
      match(opened.remarks!.notes[0], /left out: caption$/);
    }),
);

Deno.test(
  "readFeatureFile() reads columns of numbers with classes, and leaves out the index of pandas",
  () =>
    withFiles({ wide: saved.wide, index: saved.index }, async (at) => {
      const wide = await readFeatureFile(at("wide"));
      deepStrictEqual([wide.labels, wide.dimensions], [["3", "1", "3"], 3]);
      deepStrictEqual(wide.data, numbers);
      const { dimensions, data } = await readFeatureFile(at("index"));
      deepStrictEqual([dimensions, Array.from(data)], [2, [1, 2.5, 0.25, 0, 4, -1]]);
    }),
);

Deno.test(
  "readFeatureFile() names the row of a Parquet file that cannot be used",
  () =>
    withFiles(saved.odd, async (at) => {
      const wrong: Record<keyof typeof saved.odd, RegExp> = {
        null: /row 1 of column "features" must hold 2 numbers, as the first, and holds nothing/,
        short: /row 1 of column "features" must hold 2 numbers.* holds 1$/,
        text: /column "b" of row 0 must be a number, and is "x"/,
        nan: /number 0 of row 1 \("q"\) is NaN/,
        zeros: /no row may be all zeros.* row 1 \("q"\) is/,
        two: /one column of lists must be the feature, and there are u, v/,
        lz4: /cannot be read: .*LZ4/,
      };
      for (const [name, message] of Object.entries(wrong)) {
        await rejects(readFeatureFile(at(name)), { code: "BAD_FEATURES", message }, name);
      }
    }),
);

Deno.test("readParquet() refuses a file that is cut or damaged anywhere, or misreads none of it in form", async () => {
  const whole = decode(saved.lists["float32 lists, snappy"]);
  for (let length = 0; length < whole.length; length += 31) {
    await rejects(readParquet(whole.subarray(0, length), refuse), { code: "BAD_FEATURES" });
  }
  for (let at = 0; at < whole.length; at += 5) {
    try {
      const { data, rows, dimensions } = await readParquet(
        whole.map((byte, i) => i === at ? byte ^ 0x55 : byte),
        refuse,
      );
      strictEqual(data.length, rows * dimensions);
    } catch (error) {
      strictEqual((error as { code?: string }).code, "BAD_FEATURES", `byte ${at}: ${error}`);
    }
  }
});

Deno.test(
  "features written as Parquet are read again as they were, with names, classes and their source",
  async () => {
    await using folder = await tree({});
    const to = join(folder.path, "f.parquet"), labels = ["x", "y", "x"];
    deepStrictEqual(featurePaths(to), [to]);
    const named = { data: numbers, dimensions: 3, names: saved.names, made: { encoder: "e" } };
    for (const some of [named, { ...named, labels }]) {
      const [{ content }] = await featureFiles(to, some);
      await Deno.writeFile(to, content as Uint8Array);
      const table = await readFeatureFile(to);
      deepStrictEqual([table.data, table.names, table.labels], [
        numbers,
        saved.names,
        (some as { labels?: string[] }).labels,
      ]);
    }
  },
);
