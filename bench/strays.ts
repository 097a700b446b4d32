/**
 * Plants pictures of other kinds among photos, one alone and ten at once, and looks for them by an
 * encoder's features, as training on those does: how many of them are named unlike all others, and
 * how many of the photos are.
 *
 * Run: `deno run -A bench/strays.ts FOLDER OTHERS ENCODER [PHOTOS]`, with a folder a class in FOLDER,
 * and photos of other classes in OTHERS
 *
 * @module
 */
import { basename, join } from "node:path";
import { decodeImage } from "../datasets/images/decode.ts";
import { nearestNeighbours } from "../search/knn.ts";
import { matrix } from "../search/matrix.ts";
import { strays } from "../search/strays.ts";
import { evenly, featuresOf, jpeg, type Pixels } from "./planted.ts";

/** Pictures of a kind that are planted. */
const PLANTED = 10;
/** Sets of photos of one class. */
const CLASSES = 3;
/** As training looks at features. */
const NEIGHBOURS = 5, FAR_OUT = 1;

/** A picture whose pixels are each worked out by where they are, from 0 to 1 down and across. */
function drawn(
  of: Pixels,
  colour: (u: number, v: number, at: number) => readonly [number, number, number],
): Pixels {
  const { width, height } = of, data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      data.set(colour(x / width, y / height, at), at);
    }
  }
  return { data, width, height };
}

/** What a picture of each kind is made of: a photo that is not in the set, and its number. */
const MADE: Readonly<Record<string, (of: Pixels, i: number) => Pixels>> = {
  "a drawing: flat shapes on white": (of, i) => {
    const shapes = Array.from({ length: 4 }, (_, n) => [
      ...[(i * Math.SQRT2 + n * 0.37) % 1, (i * Math.E + n * 0.61) % 1, 0.06 + 0.05 * n],
      ...[1, 2, 3].map((c) => 255 * ((i * 0.31 + n * c * 0.27) % 1)),
    ]);
    return drawn(of, (u, v) => {
      const own = shapes.find(([x, y, r], n) =>
        n % 2 ? Math.hypot(u - x, v - y) < r : Math.abs(u - x) < r && Math.abs(v - y) < r
      );
      return own ? [own[3], own[4], own[5]] : [255, 255, 255];
    });
  },
  "cut out, on white": (of) =>
    drawn(
      of,
      (u, v, at) =>
        Math.hypot((u - 0.5) / 0.3, (v - 0.5) / 0.38) < 1
          ? [of.data[at], of.data[at + 1], of.data[at + 2]]
          : [255, 255, 255],
    ),
  "grey from the middle on": (of) =>
    drawn(
      of,
      (_, v, at) => v < 0.5 ? [of.data[at], of.data[at + 1], of.data[at + 2]] : [128, 128, 128],
    ),
  "nearly black": (of) => ({ ...of, data: of.data.map((x) => x / 16) }),
  "noise": (of, i) =>
    drawn(
      of,
      (_u, _v, at) =>
        [1, 2, 3].map((c) =>
          255 * (Math.abs(Math.sin((at + c) * 12.9898 + i) * 43_758.5453) % 1)
        ) as [
          number,
          number,
          number,
        ],
    ),
};

type Row = Float32Array | Float64Array;

/** Places of the rows that are named unlike all others. */
async function named(rows: readonly Row[]): Promise<Set<number>> {
  const data = new Float32Array(rows.length * rows[0].length);
  rows.forEach((row, at) => data.set(row, at * row.length));
  const points = matrix(data, rows[0].length);
  const near = await nearestNeighbours(points, points, NEIGHBOURS, { excludeSelf: true });
  return new Set(strays(near, FAR_OUT).strays.map(({ row }) => row));
}

const [folder, others, encoder, photos = "400"] = Deno.args, count = Number(photos);
const place = await Deno.makeTempDir();
try {
  const sets: Record<string, readonly string[]> = { "all classes": await evenly(folder, count) };
  const classes = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  for (const name of classes.slice(0, CLASSES)) {
    const own = await evenly(join(folder, name), count);
    sets[`class ${name}`] = own.map((file) => join(name, file));
  }
  const nameOf = (file: string) => file.replaceAll("/", " ");
  const inSets = new Set(Object.values(sets).flat());
  for (const file of inSets) await Deno.copyFile(join(folder, file), join(place, nameOf(file)));
  const strangers: Record<string, string[]> = { "a photo of another class": [] };
  for (const [i, file] of (await evenly(others, PLANTED)).entries()) {
    const name = `+other ${i} ${basename(file)}`;
    await Deno.copyFile(join(others, file), join(place, name));
    strangers["a photo of another class"].push(name);
  }
  const left = (await evenly(folder, 10 * count)).filter((file) => !inSets.has(file));
  for (const [kind, make] of Object.entries(MADE)) {
    strangers[kind] = [];
    for (let i = 0; i < PLANTED; i++) {
      const from = left[Math.floor((i + 0.5) * left.length / PLANTED)];
      const name = `+${kind} ${i}.jpg`;
      const of = await decodeImage(await Deno.readFile(join(folder, from)));
      await Deno.writeFile(join(place, name), await jpeg(make(of, i)));
      strangers[kind].push(name);
    }
  }
  const features = await featuresOf(place, encoder), row = (name: string) => features.get(name)!;
  for (const [set, files] of Object.entries(sets)) {
    const own = files.map((file) => row(nameOf(file))), { length } = own;
    console.log(`${set}: of ${length} photos ${(await named(own)).size} are named, none planted`);
    for (const [kind, names] of Object.entries(strangers)) {
      let alone = 0;
      for (const name of names) if ((await named([...own, row(name)])).has(length)) alone++;
      const all = await named([...own, ...names.map(row)]);
      const found = [...all].filter((at) => at >= length).length;
      console.log(
        `  ${kind}: ${alone} of ${names.length} alone; at once ${found} of ${names.length} (recall ${
          (100 * found / names.length).toFixed(0)
        } %), among ${all.size} named (precision ${
          (100 * found / Math.max(1, all.size)).toFixed(0)
        } %)`,
      );
    }
  }
} finally {
  await Deno.remove(place, { recursive: true });
}
