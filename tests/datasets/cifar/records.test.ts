import { deepStrictEqual, rejects, strictEqual, throws } from "node:assert/strict";
import { join } from "node:path";
import { countRecords, readRecords, recordBytes } from "../../../datasets/cifar/records.ts";
import { readClassNames } from "../../../datasets/archive/read_class_names.ts";
import { testWith, unpackShared } from "../shared.ts";
import { pixelOf, records } from "./layout.ts";

const TEN = { bounds: [10], use: 0 };

Deno.test("readRecords() puts the three planes side by side", () => {
  const pixels = new Uint8Array(2 * 3072), labels = new Int32Array(2);
  readRecords(records(4, 2), TEN, "x", pixels, labels);
  deepStrictEqual([...labels], [4, 5]);
  const wanted = Array.from(
    pixels,
    (_, i) => pixelOf(4, Math.floor(i / 3072), i % 3, Math.floor(i / 3) % 1024),
  );
  deepStrictEqual([...pixels], wanted);
});

Deno.test("readRecords() says which record has a label out of range", () => {
  const bytes = records(0, 3);
  bytes[2 * 3073] = 10;
  throws(() => readRecords(bytes, TEN, "b.bin", new Uint8Array(3 * 3072), new Int32Array(3)), {
    kind: "data",
    code: "DAMAGED_FILE",
    message: 'Cannot read "b.bin": labels must be below 10, and record 2 has 10',
  });
  const read = () =>
    readRecords(bytes, TEN, "b.bin", new Uint8Array(3 * 3072), new Int32Array(3), 500);
  throws(read, { message: /record 502 has 10/ });
});

Deno.test("countRecords() takes whole records only, and no more than a file may hold", () => {
  strictEqual(countRecords(3073 * 5, 3073, 5, "x"), 5);
  for (const bytes of [0, 1, 3072, 3073 * 5 + 1, 3073 * 6]) {
    throws(() => countRecords(bytes, 3073, 5, "x"), { kind: "data", code: "DAMAGED_FILE" });
  }
});

Deno.test("readClassNames() takes any line ending and refuses another number of names", () => {
  deepStrictEqual(readClassNames("a\r\nb\r\n\r\n", 2, "x"), ["a", "b"]);
  deepStrictEqual(readClassNames("a\nb", 2, "x"), ["a", "b"]);
  for (const text of ["a\n", "a\nb\nc\n", "a\na\n", ""]) {
    throws(() => readClassNames(text, 2, "x"), { kind: "data", code: "DAMAGED_FILE" });
  }
});

testWith("corrupt.tar.gz", "CIFAR files of the corrupt set end as its manifest says", async () => {
  await using corrupt = await unpackShared("corrupt.tar.gz");
  const folder = join(corrupt.path, "corrupt", "cifar");
  const read = async (file: string, labels = TEN) => {
    const bytes = await Deno.readFile(join(folder, file));
    const n = countRecords(bytes.length, recordBytes(labels), 10_000, file);
    readRecords(bytes, labels, file, new Uint8Array(n * 3072), new Int32Array(n));
    return n;
  };
  strictEqual(await read("good_100.bin"), 100);
  for (const file of ["wrong_length_plus1", "wrong_length_cut", "label_out_of_range"]) {
    await rejects(read(`${file}.bin`), { kind: "data", code: "DAMAGED_FILE" }, file);
  }
  for (const file of ["c100_fine100", "c100_swapped"]) {
    const labels = { bounds: [20, 100], use: 1 };
    await rejects(read(`${file}.bin`, labels), { kind: "data", code: "DAMAGED_FILE" }, file);
  }
  const names = async (file: string) =>
    readClassNames(await Deno.readTextFile(join(folder, file)), 10, file).length;
  strictEqual(await names("meta_crlf.txt"), 10);
  await rejects(names("meta_9_classes.txt"), { kind: "data", code: "DAMAGED_FILE" });
});
