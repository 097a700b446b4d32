import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { BadImage } from "../../../datasets/images/bad_image.ts";
import { decodeImage } from "../../../datasets/images/decode.ts";
import golden from "../../golden/images.json" with { type: "json" };
import { testWith, unpackShared } from "../shared.ts";
import { encode, encodeAs, ENCODED_FORMATS, flat, png } from "./encode.ts";

const text = (words: string) => Uint8Array.from(words, (c) => c.charCodeAt(0));
const corners = (x: number, y: number) => [x < 16 ? 230 : 30, y < 8 ? 230 : 30, (x * y) % 256];
const jpeg = await encodeAs("jpeg", 96, 64, corners);

/** What is said of a file that cannot be used. */
async function reasonOf(bytes: Uint8Array): Promise<string> {
  const error = await decodeImage(bytes).then(() => new Error("it was decoded"), (error) => error);
  ok(error instanceof BadImage, String(error));
  return error.message;
}

Deno.test("decodeImage() says what is wrong with a file", async () => {
  const good = encode("png", 32, 16, corners);
  const huge = good.slice();
  new DataView(huge.buffer).setUint32(16, 20_000);
  new DataView(huge.buffer).setUint32(20, 20_000);
  const changed = good.slice();
  changed[good.length - 20] ^= 1;
  const cases: [Uint8Array, RegExp][] = [
    [new Uint8Array(), /^is empty$/],
    [text("just some text"), /^is not an image$/],
    [text("<!doctype html><html>"), /^is not an image$/],
    [
      text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      /^is an SVG drawing, which is not read/,
    ],
    [
      text("\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
      /^is a HEIC file, which the part "heic" reads|^cannot be decoded: |^is cut/,
    ],
    [Uint8Array.of(0x49, 0x49, 43, 0, 8, 0, 0, 0, 16, 0, 0, 0), /^is a BIGTIFF file, which/],
    [jpeg.subarray(0, jpeg.length - 2), /^is cut: its end is missing$/],
    [jpeg.subarray(0, 20), /^is cut: its end is missing$/],
    [good.subarray(0, good.length - 12), /^is cut: its end is missing$/],
    [changed, /^cannot be decoded: /],
  ];
  for (const [bytes, message] of cases) {
    const reason = await reasonOf(bytes);
    ok(message.test(reason), reason);
  }
  // IHDR is checked against its CRC first.
  ok(/^cannot be decoded|^has 400 megapixels/.test(await reasonOf(huge)));
});

Deno.test("what is hidden behind the first bytes of a picture is not read either", async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>';
  for (const start of ["\xff\xd8\xff", "GIF89a", "II*\0", "\x89PNG\r\n\x1a\n", "%PDF-1.7"]) {
    await rejects(decodeImage(text(start + svg)), BadImage);
  }
});

Deno.test("a cut file of any kind is refused, wherever it is cut", async () => {
  for (const { name, file } of golden.cases) {
    const bytes = Uint8Array.fromBase64(file);
    // A TIFF file may end with four zeros for no further directory, a BMP with filling, a GIF with a
    // trailer that need not be there.
    const least = /TIFF|BMP/.test(name) ? 5 : /GIF/.test(name) ? 2 : 1;
    for (let length = bytes.length - least; length > 0; length -= Math.ceil(length / 12)) {
      await rejects(decodeImage(bytes.subarray(0, length)), BadImage, `${name}, ${length} bytes`);
    }
  }
});

Deno.test("a JPEG file whose data ends early is refused, though it has an end marker", async () => {
  const scan = jpeg.findLastIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xda);
  for (const share of [0.1, 0.5, 0.9]) {
    let end = scan + 14 + Math.floor((jpeg.length - scan - 16) * share);
    while (jpeg[end - 1] === 0xff) end--;
    await rejects(decodeImage(Uint8Array.of(...jpeg.subarray(0, end), 0xff, 0xd9)), BadImage);
  }
});

Deno.test("bytes that are too many harm no file", async () => {
  const { data } = await decodeImage(jpeg);
  const before = Uint8Array.of(...jpeg.subarray(0, -2), 0, 0, 0, 0xff, 0xd9);
  deepStrictEqual((await decodeImage(before)).data, data);
  for (const format of ENCODED_FORMATS) {
    const bytes = await encodeAs(format, 32, 16, corners);
    strictEqual((await decodeImage(Uint8Array.of(...bytes, 1, 2, 3))).width, 32, format);
  }
});

Deno.test("an embedded profile changes no pixels, and a profile that is wrong harms none", async () => {
  const file = encode("png", 4, 4, flat(200, 100, 50));
  const name = text("iCCPx\0\0not a profile"), chunk = new Uint8Array(8 + name.length);
  chunk.set([0, 0, 0, name.length - 4]);
  chunk.set(name, 4);
  const at = 33, bad = Uint8Array.of(...file.subarray(0, at), ...chunk, ...file.subarray(at));
  deepStrictEqual([...(await decodeImage(bad)).data.subarray(0, 3)], [200, 100, 50]);
});

Deno.test("16 bits of colour give their upper eight", async () => {
  const samples = Uint8Array.of(0x12, 0xff, 0x80, 0x7f, 0xfe, 0xff);
  const { data } = await decodeImage(png(1, 1, 16, 2, samples));
  deepStrictEqual([...data], [0x12, 0x80, 0xfe]);
});

Deno.test("what shows through a transparent picture is white", async () => {
  const { data } = await decodeImage(encode("png", 3, 1, (x) => [100, 0, 200, [0, 128, 255][x]]));
  deepStrictEqual([...data], [255, 255, 255, 177, 127, 227, 100, 0, 200]);
});

Deno.test("a large JPEG file is decoded at a scale of which 2.5 times the side are left", async () => {
  const photo = await encodeAs("jpeg", 640, 480, (x, y) => [x % 256, y % 256, (x + y) % 256]);
  const sizes = await Promise.all([16, 21, 22, 38, 39, 64, 65, undefined].map(async (side) => {
    const { width, height, full } = await decodeImage(photo, { side });
    deepStrictEqual(full, [640, 480]);
    return [width, height];
  }));
  const [ninth, fifth, third, whole] = [[71, 53], [128, 96], [213, 160], [640, 480]];
  deepStrictEqual(sizes, [ninth, ninth, fifth, fifth, third, third, whole, whole]);
});

testWith("corrupt.tar.gz", "images of the corrupt set end as its manifest says", async () => {
  await using corrupt = await unpackShared("corrupt.tar.gz");
  const folder = `${corrupt.path}/corrupt`;
  const manifest: Record<string, { expect: string; note: string }> = JSON.parse(
    await Deno.readTextFile(`${folder}/manifest.json`),
  );
  let seen = 0;
  for (const [name, { expect, note }] of Object.entries(manifest)) {
    if (name.includes("/")) continue;
    const bytes = await Deno.readFile(`${folder}/${name}`);
    const found = await decodeImage(bytes).then(() => "decoded", (error) => {
      ok(error instanceof BadImage, String(error));
      return "quarantined";
    });
    ok(expect === "either" || found === expect, `${name} (${note}) is ${found}`);
    seen++;
  }
  ok(seen > 35, `${seen} files`);
});
