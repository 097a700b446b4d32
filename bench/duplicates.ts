/**
 * Plants copies of photos among others and looks for them: how many of each kind `crlc duplicates`
 * finds, and how many pairs that it finds are of different photos.
 *
 * Run: `deno run -A bench/duplicates.ts FOLDER [PHOTOS]`
 *
 * @module
 */
import { join } from "node:path";
import { decodeImage } from "../datasets/images/decode.ts";
import { sharp } from "../datasets/images/libvips.ts";
import { listImages } from "../datasets/folder/walk.ts";
import { groupCopies } from "../results/duplicates/group_copies.ts";
import { lookAtFiles } from "../results/duplicates/look_at.ts";

interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A picture of another size, each pixel from where `from` says, between its neighbours. */
function remade(
  { data, width, height }: Pixels,
  [w, h]: readonly [number, number],
  from: (x: number, y: number) => readonly [number, number],
): Pixels {
  const made = new Uint8Array(w * h * 3);
  for (let y = 0, to = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const [u, v] = from(x, y);
      const i = Math.max(0, Math.min(width - 2, Math.floor(u)));
      const j = Math.max(0, Math.min(height - 2, Math.floor(v)));
      const a = Math.max(0, Math.min(1, u - i)), b = Math.max(0, Math.min(1, v - j));
      for (let c = 0; c < 3; c++) {
        const at = (p: number, q: number) => data[(q * width + p) * 3 + c];
        made[to++] = (at(i, j) * (1 - a) + at(i + 1, j) * a) * (1 - b) +
          (at(i, j + 1) * (1 - a) + at(i + 1, j + 1) * a) * b;
      }
    }
  }
  return { data: made, width: w, height: h };
}

const jpeg = ({ data, width, height }: Pixels, quality = 85) =>
  sharp(data, { raw: { width, height, channels: 3 } }).jpeg({ quality }).toBuffer();

async function resized({ data, width, height }: Pixels, share: number, down = share) {
  const [w, h] = [Math.round(width * share), Math.round(height * down)];
  return await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(w, h, { fit: "fill", kernel: "lanczos3" }).jpeg({ quality: 85 }).toBuffer();
}

function cut(of: Pixels, share: number, [left, top]: readonly [number, number]) {
  const [w, h] = [Math.round(of.width * share), Math.round(of.height * share)];
  const [x, y] = [Math.round((of.width - w) * left), Math.round((of.height - h) * top)];
  return jpeg(remade(of, [w, h], (p, q) => [p + x, q + y]));
}

function tilted(of: Pixels, degrees: number) {
  const { width, height } = of, angle = degrees * Math.PI / 180;
  const [cos, sin, x, y] = [Math.cos(angle), Math.sin(angle), width / 2, height / 2];
  return jpeg(remade(of, [width, height], (p, q) => [
    x + (p - x) * cos + (q - y) * sin,
    y - (p - x) * sin + (q - y) * cos,
  ]));
}

/** Copies of one picture by what was done to it; `place` says where it is cut. */
function copiesOf(of: Pixels, bytes: Uint8Array, place: readonly [number, number]) {
  const { width: w, height: h } = of;
  return {
    "the same bytes": bytes,
    "JPEG of quality 30": jpeg(of, 30),
    "JPEG of quality 10": jpeg(of, 10),
    "half the size": resized(of, 0.5),
    "squeezed to 80 % of its height": resized(of, 1, 0.8),
    "turned by 90 degrees": jpeg(remade(of, [h, w], (x, y) => [y, h - 1 - x])),
    "turned by 180 degrees": jpeg(remade(of, [w, h], (x, y) => [w - 1 - x, h - 1 - y])),
    "mirrored": jpeg(remade(of, [w, h], (x, y) => [w - 1 - x, y])),
    "cut to 95 % anywhere": cut(of, 0.95, place),
    "cut to 90 % anywhere": cut(of, 0.9, place),
    "cut to 80 % anywhere": cut(of, 0.8, place),
    "brighter by a quarter": jpeg({ ...of, data: of.data.map((x) => Math.min(255, x * 1.25)) }),
    "tilted by 3 degrees": tilted(of, 3),
  };
}

if (import.meta.main) {
  const [folder, photos = "400"] = Deno.args, count = Number(photos);
  const { images } = await listImages(join(folder, "/"));
  const every = Math.max(1, Math.floor(images.length / count));
  const originals = images.filter((_, i) => i % every === 0).slice(0, count);
  const place = await Deno.makeTempDir(), kinds = new Map<string, [string, string][]>();
  try {
    for (const [i, name] of originals.entries()) {
      const bytes = await Deno.readFile(join(folder, name)), original = `${i}.jpg`;
      await Deno.writeFile(join(place, original), bytes);
      // Every fourth has copies: among as many strangers as in a collection.
      if (i % 4 !== 0) continue;
      // Anywhere, and the same again: multiples of irrational numbers.
      const [a, b] = [i * Math.SQRT2 % 1, i * Math.E % 1];
      for (
        const [kind, made] of Object.entries(copiesOf(await decodeImage(bytes), bytes, [a, b]))
      ) {
        const copy = `${i} ${kind}.jpg`;
        await Deno.writeFile(join(place, copy), await made);
        kinds.set(kind, [...kinds.get(kind) ?? [], [original, copy]]);
      }
    }
    const names = [...Deno.readDirSync(place)].map(({ name }) => name).sort();
    const began = performance.now();
    const { pictures } = await lookAtFiles(place, names, () => {});
    const looked = performance.now();
    const isOriginal = (name: string) => !name.includes(" ");
    let right = 0, wrong = 0;
    const mixed = new Set<string>();
    // Each kind alone: a copy must be found by its photo, and not by another copy.
    for (const [kind, pairs] of kinds) {
      const copies = new Set(pairs.map(([, copy]) => copy));
      const some = pictures.flatMap((picture, i) =>
        isOriginal(names[i]) || copies.has(names[i]) ? [{ picture, name: names[i] }] : []
      );
      const groups = groupCopies(some.map(({ picture }) => picture))
        .map(({ members }) => members.map((m) => some[m].name));
      const found = pairs.filter(([a, b]) => groups.some((g) => g.includes(a) && g.includes(b)));
      console.log(`${kind}: ${found.length} of ${pairs.length}`);
      for (const group of groups) {
        const from = group.map((name) => name.split(/[ .]/)[0]);
        for (let i = 0; i < from.length; i++) {
          for (let j = 0; j < i; j++) from[i] === from[j] ? right++ : wrong++;
        }
        const apart = [...new Set(from)].map((i) => originals[Number(i)]);
        if (apart.length > 1) mixed.add(apart.join(" = "));
      }
    }
    const ended = performance.now();
    console.log(`pairs of one photo ${right}, of different ones ${wrong}`);
    for (const group of mixed) console.log(`together: ${group}`);
    console.log(
      `${names.length} pictures: ${((looked - began) / 1000).toFixed(1)} s to read, ${
        ((ended - looked) / 1000).toFixed(1)
      } s to compare`,
    );
  } finally {
    await Deno.remove(place, { recursive: true });
  }
}
