import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { basename, join } from "node:path";
import { tooManyBad } from "../../datasets/folder/judge.ts";
import { folder } from "../../datasets/folder/folder.ts";
import { prepareImage } from "../../datasets/images/prepare.ts";
import { unreadKind } from "../../datasets/images/unread.ts";
import { summary } from "../../cli/actions/train/train.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode, flat, png } from "../datasets/images/encode.ts";
import { listen, trainBlobs } from "../run/training.ts";

const picture = encode("png", 8, 8, (x) => [200, 20, 20 * x]);
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const of = (count: number, ending: string, data: Uint8Array | string) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}${ending}`, data]));

/** A folder of files, opened. */
async function read(files: Readonly<Record<string, Uint8Array | string>>, maxBad = 1) {
  await using place = await tree(files);
  await using kept = await tree({});
  const options = folder.options({ path: place.path, size: 8, maxBad });
  const open = () =>
    folder.open({
      root: "",
      split: "train",
      options,
      cache: { folder: kept.path, limit: 2 ** 30 },
    });
  await using first = await open();
  // What is said of pictures that are kept is said again.
  await using second = await open();
  deepStrictEqual(second.remarks, first.remarks);
  const { length, quarantined, remarks } = first;
  return { length, quarantined, warnings: remarks!.warnings };
}

const STARTS: Readonly<Record<string, readonly string[]>> = {
  "a PGM file": ["P5 8 8 255\n", "P2\n# drawn\n8 8\n255\n"],
  "a PPM file": ["P6\n8 8\n255\n"],
  "a PBM file": ["P4 8 8\n"],
  "a JPEG 2000 file": ["\0\0\0\x0cjP  \r\n\x87\n", "\xff\x4f\xff\x51\0"],
  "a JPEG XL file": ["\xff\x0a\xfa\x7f", "\0\0\0\x0cJXL \r\n\x87\n"],
  "a JPEG-LS file": ["\xff\xd8\xff\xf7\0\x0b"],
  "an OpenEXR file": ["\x76\x2f\x31\x01\x02"],
  "a DICOM file": [`${"\0".repeat(128)}DICM`],
  "a raw photo": ["FUJIFILMCCD-RAW 0201", "\0\0\0\x18ftypcrx ", "II*\0\x10\0\0\0CR\x02\0"],
  "a Photoshop file": ["8BPS\0\x01"],
  "an SVG drawing": ['<?xml version="1.0"?>\n<svg xmlns="">'],
  "a video": ["\0\0\0\x18ftypmp42\0\0", "\0\0\0\x14ftypqt  ", "RIFF\0\0\0\0AVI LIST"],
  "an archive": ["PK\x03\x04\x14\0", "Rar!\x1a\x07\x01\0"],
};

Deno.test("pictures that are not read are known by their content, whatever they are called", () => {
  for (const [what, starts] of Object.entries(STARTS)) {
    for (const start of starts) strictEqual(unreadKind(latin(start), "x.jpg")?.what, what);
  }
  for (const text of ["P5 is the best", "just text", "PK", "%PDF-1.7", "\0\0\0\x18ftypM4A "]) {
    strictEqual(unreadKind(latin(text), "notes.txt"), undefined, text);
  }
});

Deno.test("raw photos and films are known by the ending of their names where nothing else tells", () => {
  for (const name of ["a.NEF", "a.dng", "a.arw", "a.rw2"]) {
    strictEqual(unreadKind(latin("MM\0*\0\0\0\x08"), name)?.what, "a raw photo");
  }
  strictEqual(unreadKind(new Uint8Array(), "a.MOV")?.what, "a video");
  strictEqual(unreadKind(new Uint8Array(), "a.tga")?.what, "a TGA file");
});

Deno.test("a picture that is not read is quarantined with its kind, under any name", async () => {
  const { length, quarantined } = await read({
    "1.png": picture,
    "a.pgm": "P5 8 8 255\n",
    "b.jpg": "P5 8 8 255\n",
    "c": "\0\0\0\x0cJXL \r\n\x87\n",
    "d.nef": latin("MM\0*\0\0\0\x08"),
  });
  strictEqual(length, 1);
  deepStrictEqual(quarantined, [
    { path: "a.pgm", reason: "is a PGM file, which is not read: convert it" },
    { path: "b.jpg", reason: "is a PGM file, which is not read: convert it" },
    { path: "c", reason: "is a JPEG XL file, which is not read: convert it" },
    { path: "d.nef", reason: "is a raw photo, which is not read: convert it" },
  ]);
});

Deno.test("films, drawings, and raw photos beside the photo itself are told and do not count", async () => {
  const { quarantined } = await read({
    "1.png": picture,
    "1.NEF": latin("MM\0*\0\0\0\x08"),
    "clip.mp4": latin("\0\0\0\x18ftypmp42"),
    "logo.svg": "<svg/>",
    "more.zip": "PK\x03\x04",
  }, 0);
  deepStrictEqual(quarantined.map(({ path, aside }) => [path, aside]), [
    ["1.NEF", true],
    ["clip.mp4", true],
    ["logo.svg", true],
    ["more.zip", true],
  ]);
});

Deno.test("files that cannot be used are told once by kind, with their number, and in --json", async () => {
  await using place = await tree({
    ...of(6, ".png", picture),
    ...of(4, ".pgm", "P5 8 8 255\n"),
    ...of(2, ".jp2", latin("\0\0\0\x0cjP  \r\n\x87\n")),
    "notes.txt": "mine",
  });
  const overrides = {
    ...{ clusters: 2, epochs: 1, maxBad: 0.5 },
    set: ["size=8", "input.size=[8,8]", "batchSize=6"],
  };
  const observer = listen(), run = join(place.path, "..", `${basename(place.path)}-run`);
  const outcome = await trainBlobs({ run, target: place.path, overrides, observer });
  const { data } = JSON.parse(await Deno.readTextFile(join(run, "recipe.json")));
  deepStrictEqual(data.passedOver, [{ what: "other files", count: 1, first: "notes.txt" }]);
  const listed = await Deno.readTextFile(join(run, "quarantine.jsonl"));
  strictEqual(listed.trimEnd().split("\n").length, 6);
  await Deno.remove(run, { recursive: true });
  match(
    observer.warnings.find((text) => /left out/.test(text))!,
    /6 of 12 files cannot be used .*"0\.pgm" is a PGM .*\(and 3 more\); ".*\(and 1 more\)/,
  );
  const { leftOut, passedOver } = summary(outcome);
  deepStrictEqual(leftOut?.map(({ count }) => count), [4, 2]);
  deepStrictEqual(passedOver, [{ what: "other files", count: 1, first: "notes.txt" }]);
});

Deno.test("a hint names a --max-bad that works, after a whole count", async () => {
  const files = { ...of(3, ".png", picture), ...of(4, ".pgm", "P5 8 8 255\n") };
  await rejects(read(files, 0.01), {
    message: /4 of 7 are \("0\.pgm" is a PGM file/,
    hint: /--max-bad 0.58 leaves them out and uses the other 3$/,
  });
  strictEqual((await read(files, 0.58)).length, 3);
});

Deno.test("a count that stopped early is told as what it is, and the hint promises no number", () => {
  const bad = of(3, ".jpg", "is cut");
  const files = Object.entries(bad).map(([path]) => ({ path, reason: "is cut" }));
  const early = tooManyBad("photos", files, 250, true, 0.01);
  match(early.message, /and at least 3 of 250 are/);
  match(early.hint!, /--max-bad 1 leaves out whatever is bad, and says how many are$/);
});

Deno.test("where no image can be used, no --max-bad is proposed", async () => {
  await rejects(read({ "1.jpg": "text" }, 0.01), {
    code: "NO_IMAGES",
    message: /none of 1 is \("1.jpg" is not an image\)/,
    hint: "mend them, or give another folder",
  });
  await rejects(read({ "a.pgm": "P5 8 8 255\n", "b.mp4": "x" }, 1), { code: "NO_IMAGES" });
});

Deno.test("a damaged header is called so, and no reason is empty", async () => {
  const damaged = latin(`\x89PNG\r\n\x1a\n${"\0".repeat(200)}IEND\xae\x42\x60\x82`);
  await rejects(prepareImage(damaged, 8), { message: "cannot be decoded: its header is damaged" });
  const avif = latin(`\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf${"\0".repeat(200)}`);
  await rejects(prepareImage(avif, 8), { message: /^cannot be decoded: heif: / });
});

Deno.test("images of one colour once decoded are told", async () => {
  const { warnings } = await read({
    "1.png": encode("png", 9, 9, flat(9, 9, 9)),
    "2.png": picture,
    "3.png": encode("png", 9, 9, flat(9, 0, 9)),
  });
  deepStrictEqual(warnings, [
    '2 of 3 images are of one colour all over once decoded, such as "1.png"',
  ]);
});

/** A grey PNG of 16 bits, by the values of its pixels. */
const grey16 = (value: (i: number) => number) =>
  png(8, 8, 16, 0, Uint8Array.from({ length: 128 }, (_, i) => value(i >> 1) >> 8 * (1 - i % 2)));

Deno.test("16-bit images that use the lower bits alone are brightened to their range, and told", async () => {
  for (const [bits, most] of [[8, 255], [12, 4095], [12, 1100]]) {
    const square = await prepareImage(grey16((i) => i === 0 ? most : i), 8);
    strictEqual(square[0], most >> bits - 8, `${bits}`);
  }
  const { warnings } = await read({ "1.png": grey16((i) => i), "2.png": picture });
  strictEqual(warnings.length, 1);
  match(warnings[0], /^1 of 2 images of 16 bits uses the lower bits alone, such as "1.png"/);
});

Deno.test("16-bit images that use all bits, or none, stay as they are", async () => {
  strictEqual((await prepareImage(grey16((i) => 1000 * i), 8))[3 * 63], 63_000 >> 8);
  ok((await prepareImage(grey16(() => 0), 8)).every((value) => value === 0));
});

Deno.test("a folder that is called like a backup is passed over, and named", async () => {
  const { warnings } = await read({
    "1.png": picture,
    "dogs.old/1.png": picture,
    "a~/2.png": picture,
  });
  strictEqual(warnings.length, 1);
  match(
    warnings[0],
    /is passed over with all that is in it, like 1 more: it is called like backups/,
  );
});
