import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { type DecodableFormat, readHeader } from "../../../datasets/images/header.ts";
import { av1Size } from "../../../datasets/images/headers/av1.ts";
import { avif, type Parts } from "./avif.ts";
import { encode, ENCODED_FORMATS, exif, flat, withExif } from "./encode.ts";
import { tiff } from "./tiff/tiff.ts";

const jpeg = encode("jpeg", 40, 24, (x, y) => [x * 6, y * 10, 90]);
const png = encode("png", 40, 24, flat(1, 2, 3));

const ascii = (s: string) => Uint8Array.from(s, (c) => c.charCodeAt(0));
const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const u32 = (n: number) => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n);
const little = (n: number) => u32(n).reverse();

Deno.test("readHeader() reads the size of every format", () => {
  for (const format of ENCODED_FORMATS) {
    const { kind, ...header } = readHeader(encode(format, 40, 24, flat(1, 2, 3)), format)!;
    deepStrictEqual(header, { width: 40, height: 24, orientation: 1, whole: true }, format);
    match(kind.toLowerCase(), new RegExp(`\\b${format}\\b`));
  }
});

Deno.test("readHeader() reads the orientation of a JPEG in both byte orders", () => {
  for (let orientation = 1; orientation <= 8; orientation++) {
    for (const order of [true, false]) {
      const file = withExif(jpeg, exif(orientation, order));
      deepStrictEqual(readHeader(file, "jpeg"), {
        width: 40,
        height: 24,
        kind: "JPEG",
        orientation,
        whole: true,
      });
    }
  }
});

Deno.test("readHeader() takes a damaged or unknown orientation for none", () => {
  for (
    const block of [exif(0), exif(9), exif(6).subarray(0, 15), new Uint8Array(), ascii("junk")]
  ) {
    strictEqual(readHeader(withExif(jpeg, block), "jpeg")?.orientation, 1);
  }
});

Deno.test("readHeader() reads the orientation of PNG, WebP and TIFF", () => {
  const block = exif(6);
  const chunk = join(u32(block.length), ascii("eXIf"), block, u32(0));
  const end = png.length - 12;
  strictEqual(
    readHeader(join(png.subarray(0, end), chunk, png.subarray(end)), "png")?.orientation,
    6,
  );

  const canvas = Uint8Array.of(8, 0, 0, 0, 39, 0, 0, 23, 0, 0);
  const chunks = join(
    ascii("WEBPVP8X"),
    little(canvas.length),
    canvas,
    ascii("EXIF"),
    little(block.length),
    block,
  );
  const webp = join(ascii("RIFF"), little(chunks.length), chunks);
  deepStrictEqual(readHeader(webp, "webp"), {
    width: 40,
    height: 24,
    kind: "WebP",
    orientation: 6,
    whole: true,
  });

  const turned = tiff({ width: 40, height: 24, tags: { 274: [8] }, data: new Uint8Array() });
  strictEqual(readHeader(turned, "tiff")?.orientation, 8);
});

// 32 x 16, made with Pillow 11.3 from an image with orientation 5.
const AVIF = Uint8Array.fromBase64(
  "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAAD/bWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAA" +
    "AAAAAAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAEnAAAAKQAAAChpaW5mAAAAAAABAAAAGmluZmUC" +
    "AAAAAAEAAGF2MDFDb2xvcgAAAAB+aXBycAAAAF1pcGNvAAAAFGlzcGUAAAAAAAAAIAAAABAAAAAQcGl4aQAAAAADCAgIAAAA" +
    "DGF2MUOBIAAAAAAAE2NvbHJuY2x4AAEADQAGgAAAAAlpcm90AQAAAAlpbWlyAAAAABlpcG1hAAAAAAAAAAEAAQYBAoMEhYYA" +
    "AAAxbWRhdBIACgU4EP/sEjIeRGAAABTmKbNAsstBdcbAgy8u7EAyTTJ7hmciE69a",
);

Deno.test("readHeader() adds the rotation and the mirroring of an AVIF up", () => {
  deepStrictEqual(readHeader(AVIF, "avif"), {
    width: 32,
    height: 16,
    kind: "AVIF in full colour",
    orientation: 5,
    whole: true,
  });
  const at = (name: string) => String.fromCharCode(...AVIF).indexOf(name) + 4;
  const turned = (turns: number, mirror: number) => {
    const file = AVIF.slice();
    file[at("irot")] = turns;
    file[at("imir")] = mirror;
    return readHeader(file, "avif")?.orientation;
  };
  deepStrictEqual([0, 1, 2, 3].map((turns) => turned(turns, 0)), [4, 5, 2, 7]);
  deepStrictEqual([0, 1, 2, 3].map((turns) => turned(turns, 1)), [2, 7, 4, 5]);
});

Deno.test("readHeader() believes no AVIF that says it is smaller than what it holds", () => {
  const lie = AVIF.slice();
  const size = String.fromCharCode(...AVIF).indexOf("ispe") + 8;
  lie.set([0, 0, 0, 31], size);
  strictEqual(readHeader(lie, "avif"), undefined);
  lie.set([0, 0, 0, 33], size);
  strictEqual(readHeader(lie, "avif")?.width, 33);
});

Deno.test("no way of storing an AVIF hides that its picture is larger than it says", () => {
  const sequence = [...AVIF.subarray(AVIF.length - 39, AVIF.length - 27)];
  const padding = [0x7a, 1, 0x80], long = [0x7a, 0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0, 0x80];
  // Width and height of one bit each.
  const small = [0x0a, 4, 0x18, 0, 0, 0];
  const grid = [0, 0, 1, 1, 0, 32, 0, 16], wideGrid = [0, 1, 1, 1, 0, 0, 0, 32, 0, 0, 0, 16];
  const av01 = (...pieces: number[][]) => ({ kind: "av01", pieces }) as const;
  const files: Omit<Parts, "size">[] = [
    { items: [av01(sequence)] },
    { items: [av01(sequence)], long: true },
    { items: [av01(sequence)], place: "idat" },
    { items: [av01(sequence.slice(0, 3), sequence.slice(3))] },
    { items: [av01([...padding, ...sequence])] },
    { items: [av01([...long, ...sequence])] },
    { items: [av01([...small, ...sequence])] },
    { items: [av01(small), { kind: "grid", pieces: [grid] }] },
    { items: [av01(small), { kind: "grid", pieces: [wideGrid] }], place: "idat" },
  ];
  for (const [i, parts] of files.entries()) {
    const read = (width: number) => readHeader(avif({ ...parts, size: [width, 16] }), "avif");
    strictEqual(read(31), undefined, `file ${i}`);
    strictEqual(read(32)?.width, 32, `file ${i}`);
  }
  // What is said beside the pictures is not taken for one.
  const exif = { kind: "Exif", pieces: [sequence] } as const;
  strictEqual(
    readHeader(avif({ size: [8, 8], items: [av01(small), exif] }), "avif")?.width,
    8,
  );
});

Deno.test("av1Size() reads the sequence header of stills and of animations", () => {
  // Of Pillow 12.2: the first frame of an animation of 70 x 50, and the picture above.
  const animation = Uint8Array.fromHex("12000a0d000000032c5c4daf91010d0684");
  deepStrictEqual(av1Size(animation), { width: 70, height: 50 });
  deepStrictEqual(av1Size(AVIF.subarray(AVIF.length - 41)), { width: 32, height: 16 });
  strictEqual(av1Size(Uint8Array.of(0x32, 1, 0)), undefined);
  strictEqual(av1Size(new Uint8Array()), undefined);
});

Deno.test("readHeader() is not misled by a frame within a segment of an unknown kind", () => {
  const at = jpeg.findIndex((byte, i) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[i + 1]));
  const end = at + 2 + jpeg[at + 2] * 256 + jpeg[at + 3];
  const smaller = jpeg.slice(at, end);
  smaller.set([0, 1, 0, 1], 5);
  // Ends with a comment that would reach over the frame itself.
  const reach = end - 2 + 2;
  const within = [...smaller, 0xff, 0xfe, reach >> 8, reach & 255];
  for (const marker of [0xf0, 0x01, 0xd0, 0x02]) {
    const segment = Uint8Array.of(0xff, marker, 0, 2 + within.length, ...within);
    const file = join(jpeg.subarray(0, 2), segment, jpeg.subarray(2));
    deepStrictEqual(readHeader(file, "jpeg"), readHeader(jpeg, "jpeg"), `marker ${marker}`);
  }
});

Deno.test("readHeader() knows a JPEG without its end, wherever it is cut", () => {
  const file = withExif(jpeg, exif(1));
  for (let n = 2; n < file.length; n++) {
    ok(!readHeader(file.subarray(0, n), "jpeg")?.whole, `cut after ${n} of ${file.length}`);
  }
});

Deno.test("readHeader() is not misled by an end marker within a segment or after the end", () => {
  // A thumbnail within EXIF has an end marker of its own.
  const thumbnail = join(exif(1), Uint8Array.of(0xff, 0xd8, 0xff, 0xd9));
  const file = withExif(jpeg, thumbnail);
  strictEqual(readHeader(file, "jpeg")?.whole, true);
  strictEqual(readHeader(file.subarray(0, file.length - 2), "jpeg")?.whole, false);
  strictEqual(readHeader(join(jpeg, ascii("trailing")), "jpeg")?.whole, true);
});

Deno.test("readHeader() knows a PNG and a WebP that are cut", () => {
  strictEqual(readHeader(png.subarray(0, png.length - 12), "png")?.whole, false);
  const webp = encode("webp", 40, 24, flat(9, 9, 9));
  strictEqual(readHeader(webp.subarray(0, webp.length - 2), "webp")?.whole, false);
});

Deno.test("readHeader() takes a PNG whose colour profile swells for damaged", () => {
  const withProfile = (bytes: number) => {
    const profile = deflateSync(new Uint8Array(bytes));
    const chunk = new Uint8Array(12 + 3 + profile.length), view = new DataView(chunk.buffer);
    view.setUint32(0, 3 + profile.length);
    chunk.set(ascii("iCCPx"), 4);
    chunk.set(profile, 11);
    return join(png.subarray(0, 33), chunk, png.subarray(33));
  };
  strictEqual(readHeader(withProfile(15_000_000), "png")?.width, 40);
  strictEqual(readHeader(withProfile(17_000_000), "png"), undefined);
});

Deno.test("readHeader() takes the size of a WebP from its frame where that is larger", () => {
  const webp = encode("webp", 40, 24, flat(1, 2, 3)), frame = webp.subarray(12);
  const size = (chunk: Uint8Array) => {
    // One pixel.
    const whole = join(ascii("VP8X"), little(10), new Uint8Array(4 + 3 + 3));
    const content = join(ascii("WEBP"), whole, chunk);
    const header = readHeader(join(ascii("RIFF"), little(content.length), content), "webp");
    return [header?.width, header?.height];
  };
  deepStrictEqual(size(frame), [40, 24]);
  const place = new Uint8Array(16);
  deepStrictEqual(size(join(ascii("ANMF"), little(16 + frame.length), place, frame)), [40, 24]);
});

Deno.test("readHeader() never throws and never hangs on damaged files", () => {
  const files = ENCODED_FORMATS.map((format) =>
    [format, encode(format, 16, 16, flat(1, 2, 3))] as const
  );
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 });
  fc.assert(
    fc.property(
      fc.constantFrom(...files, ["avif", AVIF] as const),
      damage,
      fc.nat(),
      (given, places, cut) => {
        const [format, original] = given;
        const bytes = original.slice(0, 1 + cut % original.length);
        for (const [place, value] of places) bytes[place % bytes.length] = value;
        readHeader(bytes, format as DecodableFormat);
      },
    ),
    { numRuns: 500 },
  );
});
