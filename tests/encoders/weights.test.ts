import { deepStrictEqual, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { CrlcError } from "../../core/errors.ts";
import { readWeights } from "../../encoders/weights/read_weights.ts";
import { unpickle } from "../../encoders/weights/unpickle.ts";
import { toFloat32 } from "../../core/to_float32.ts";
import { damagedFrom, withinBounds } from "../fuzz/strange.ts";
import { counted, times } from "../run/survival/share.ts";

const numRuns = times(200, 10_000);
const read = (file: string) => Deno.readFileSync(new URL(`./golden/${file}`, import.meta.url));

/** One of each form: safetensors of bfloat16, a zip of PyTorch, PyTorch's old format. */
const FORMS = {
  safetensors: "dinov2-registers.safetensors",
  "zip of PyTorch": "moco.pth",
  "old format of PyTorch": "dino-authors.pth",
};

for (const [form, file] of Object.entries(FORMS)) {
  Deno.test(`strange weights (${form}) give tensors or a typed error`, () => {
    const valid = read(file);
    fc.assert(
      fc.property(damagedFrom(valid), (bytes) => {
        withinBounds(() => {
          for (const { shape, data } of readWeights(bytes).values()) {
            ok(shape.reduce((product, side) => product * side, 1) === data.length);
          }
        });
      }),
      { numRuns },
    );
    counted({ [`weights: ${form}`]: numRuns });
  });
}

Deno.test("strange pickles give a value or a typed error", () => {
  // Instructions that are often valid, so that some get far.
  const code = fc.constantFrom(...Array.from("(.]})tuaesNbRQqhK0c", (c) => c.charCodeAt(0)));
  const strange = fc.array(fc.oneof(code, fc.nat(255)), { maxLength: 60 })
    .map((bytes) => Uint8Array.of(0x80, 2, ...bytes));
  fc.assert(
    fc.property(strange, (bytes) => {
      withinBounds(() => void unpickle(bytes));
    }),
    { numRuns: times(2000, 100_000) },
  );
  counted({ pickles: times(2000, 100_000) });
});

const pickle = (text: string) => new TextEncoder().encode(text);
const isRefused = (code: RegExp) => (error: unknown) =>
  error instanceof CrlcError && error.code === "BAD_WEIGHTS" && code.test(error.message);

Deno.test("a pickle that asks for anything of Python is refused by its name", () => {
  // os.system("true"), as attackers write it.
  throws(
    () => unpickle(pickle("cposix\nsystem\n(X\x04\x00\x00\x00truetR.")),
    isRefused(/posix\.system/),
  );
  throws(() => unpickle(pickle("cbuiltins\neval\n.")), isRefused(/builtins\.eval/));
  throws(
    () => unpickle(pickle("ctorch\nload\n.")),
    isRefused(/"torch\.load" of Python, which no weights need/),
  );
});

Deno.test("a pickle whose tensor reaches beyond the file is refused", () => {
  const bytes = read("dino-authors.pth");
  throws(() => readWeights(bytes.subarray(0, bytes.length - 40)), isRefused(/cut/));
});

Deno.test("float16 and bfloat16 become the same numbers as float32", () => {
  const bits = (...words: number[]) => new Uint8Array(Uint16Array.from(words).buffer);
  deepStrictEqual(
    [...toFloat32("F16", bits(0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00, 0x8000))],
    [1, -2, 2 ** -24, 65504, Infinity, -0],
  );
  deepStrictEqual([...toFloat32("BF16", bits(0x3f80, 0xc000, 0x7f80))], [1, -2, Infinity]);
  ok(Number.isNaN(toFloat32("F16", bits(0x7e00))[0]));
});

Deno.test("a file that holds no weights says what is understood", () => {
  throws(() => readWeights(pickle("GIF89a......")), isRefused(/safetensors or of PyTorch/));
});
