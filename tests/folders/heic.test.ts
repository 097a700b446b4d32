import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { dirname, join } from "node:path";
import { folder } from "../../datasets/folder/folder.ts";
import { BadImage } from "../../datasets/images/bad_image.ts";
import { NEEDS_HEIC } from "../../datasets/images/heif/decode_heif.ts";
import { holdHeifWorkers } from "../../datasets/images/heif/heif_workers.ts";
import { prepareImage } from "../../datasets/images/prepare.ts";
import { findPart, partNamed } from "../../parts/find_part.ts";
import { placeOf } from "../../parts/manifest.ts";
import { digestOf } from "../../parts/part.ts";
import { PARTS } from "../../parts/table.ts";
import { tree } from "../datasets/folder/tree.ts";
import { encode } from "../datasets/images/encode.ts";
import golden from "../golden/heic.json" with { type: "json" };

const files = new Map(
  golden.cases.map(({ name, file }) => [name, Uint8Array.fromBase64(file)]),
);
const plain = files.get("plain")!;
const made = (name: keyof typeof golden.made) => Uint8Array.fromBase64(golden.made[name]);
const picture = encode("png", 8, 8, (x) => [200, 20, 20 * x]);

/** Tests what the optional part reads; the gate may run without it. */
function withPart(name: string, fn: () => Promise<void>): void {
  const without = findPart("heic") === undefined;
  Deno.test({ name: without ? `${name} (crlc parts add heic)` : name, ignore: without, fn });
}

/** Runs a test in which `CRLC_DATA_DIR` names this folder: in this isolate, no other sees it. */
async function withData(folder: string, test: () => Promise<void>): Promise<void> {
  const { get } = Deno.env;
  Deno.env.get = (name) => name === "CRLC_DATA_DIR" ? folder : get(name);
  try {
    await test();
  } finally {
    Deno.env.get = get;
  }
}

/** Runs a test without the part, whether it is there or not. */
async function withoutPart(test: () => Promise<void>): Promise<void> {
  await using empty = await tree({});
  await withData(empty.path, test);
}

async function open(path: string, cache: string, maxBad: number) {
  const options = folder.options({ path, size: 8, maxBad });
  const kept = { folder: cache, limit: 2 ** 30 };
  return await folder.open({ root: "", split: "train", options, cache: kept });
}

withPart(
  "HEIC files of another encoder become what Pillow makes of them: grids, turns, alpha, 10 bits",
  async () => {
    using _workers = holdHeifWorkers();
    for (const { name, square } of golden.cases) {
      const ours = await prepareImage(files.get(name)!, golden.side);
      const differences = Uint8Array.fromBase64(square).map((value, i) =>
        Math.abs(value - ours[i])
      );
      const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
      // Of 8 bits the libraries agree; where the edge of a see-through part lies, they round otherwise.
      ok(
        mean < 1.5 && Math.max(...differences) < 24,
        `${name}: ${mean}, ${Math.max(...differences)}`,
      );
    }
  },
);

withPart("the thumbnail of a HEIC file is taken where it has the side wanted", async () => {
  using _workers = holdHeifWorkers();
  const file = made("red with a blue thumbnail");
  const [small, large] = [await prepareImage(file, 32), await prepareImage(file, 33)];
  ok(small[0] < 50 && small[2] > 200, "blue");
  ok(large[0] > 200 && large[2] < 50, "red");
});

withPart("another, smaller picture in a HEIC file is not taken for its thumbnail", async () => {
  using _workers = holdHeifWorkers();
  const [red, , blue] = await prepareImage(made("red, and a blue picture beside it"), 16);
  ok(red > 200 && blue < 50, "red");
});

withPart("a HEIC file that claims to be small takes no more memory than it says", async () => {
  await rejects(prepareImage(made("a vast picture that claims 16 x 16"), 8), BadImage);
});

withPart("a HEIC file that takes too long is ended, and the next is read", async () => {
  using _workers = holdHeifWorkers();
  await rejects(prepareImage(plain, 8, { seconds: 1e-4 }), { message: /takes more than 0.0001 s/ });
  strictEqual((await prepareImage(plain, 8)).length, 192);
});

withPart("damaged HEIC files are bad images, cut anywhere", async () => {
  using _workers = holdHeifWorkers();
  for (const part of [0.2, 0.6, 0.9]) {
    await rejects(prepareImage(plain.subarray(0, plain.length * part), 8), BadImage);
  }
});

withPart("HEIC files are read whatever they are called, and again from what is kept", async () => {
  await using place = await tree({ "1.HEIC": plain, "2.jpg": plain, "3": plain, "4.png": picture });
  await using kept = await tree({});
  await using set = await open(place.path, kept.path, 0);
  await using again = await open(place.path, kept.path, 0);
  deepStrictEqual([set.length, again.length], [4, 4]);
});

Deno.test("without the part, HEIC files are told to need it, by what would add it", () =>
  withoutPart(async () => {
    await rejects(prepareImage(plain, 8), { name: "BadImage", message: NEEDS_HEIC });
    await using place = await tree({ "1.heic": plain, "2.jpg": plain, "3.png": picture });
    await using kept = await tree({});
    // For want of it more are bad than may be: the command asks, or ends with 7.
    await rejects(open(place.path, kept.path, 0.1), {
      code: "PART_MISSING",
      exitCode: 7,
      hint: "crlc parts add heic",
    });
    await using set = await open(place.path, kept.path, 0.7);
    deepStrictEqual(set.quarantined.map(({ reason }) => reason), [NEEDS_HEIC, NEEDS_HEIC]);
    await rejects(open(place.path, kept.path, 0.1), { code: "PART_MISSING" });
    match(NEEDS_HEIC, /crlc parts add heic$/);
  }));

withPart("pictures that were kept without the part are read once it is there", async () => {
  await using place = await tree({ "1.heic": plain, "3.png": picture });
  await using kept = await tree({});
  await withoutPart(async () => {
    await using set = await open(place.path, kept.path, 1);
    strictEqual(set.length, 1);
  });
  ok([...Deno.readDirSync(join(kept.path, "images"))].length > 0);
  await using set = await open(place.path, kept.path, 1);
  strictEqual(set.length, 2);
});

Deno.test("a part whose files are damaged is told as such, and no picture is blamed for it", async () => {
  const part = partNamed("heic");
  await using data = await tree({
    "parts/heic/installed.json": JSON.stringify({ wheels: part.packages.map(digestOf), files: [] }),
    "parts/heic/node_modules/libheif-js/package.json": "{}",
    "parts/heic/node_modules/libheif-js/wasm-bundle.js": "require('./gone.js')",
  });
  await using place = await tree({ "1.heic": plain, "2.png": picture });
  // The library is loaded in a thread, which a variable of the process alone reaches. So it reaches
  // the tests beside this one, too: they find every other part.
  const before = Deno.env.get("CRLC_DATA_DIR");
  for (const other of PARTS.filter(({ name }) => name !== "heic")) {
    const place = placeOf(other, data.path), found = findPart(other.name);
    await Deno.mkdir(dirname(place), { recursive: true });
    if (found) await Deno.symlink(found, place);
  }
  Deno.env.set("CRLC_DATA_DIR", data.path);
  try {
    await rejects(open(place.path, join(data.path, "cache"), 0.9), {
      code: "PART_BROKEN",
      message: /gone\.js/,
      hint: "crlc parts remove heic, then crlc parts add heic",
    });
  } finally {
    if (before === undefined) Deno.env.delete("CRLC_DATA_DIR");
    else Deno.env.set("CRLC_DATA_DIR", before);
  }
});
