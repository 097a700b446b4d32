/**
 * Plants copies of photos among others and looks for them: how many of each kind `crlc duplicates`
 * finds, and how many pairs that it finds are of different photos.
 *
 * Run: `deno run -A bench/duplicates.ts FOLDER [PHOTOS [ENCODER]]`; with an encoder by its features as
 * well, as a run on them does: alone, and all together
 *
 * @module
 */
import { join } from "node:path";
import { decodeImage } from "../datasets/images/decode.ts";
import { sharp } from "../datasets/images/libvips.ts";
import { groupCopies } from "../results/duplicates/group_copies.ts";
import { lookAtFiles } from "../results/duplicates/look_at.ts";
import { nearestNeighbours } from "../search/knn.ts";
import { matrix } from "../search/matrix.ts";
import { nearDuplicates } from "../search/near_duplicates.ts";
import { evenly, type Features, featuresOf, jpeg, type Pixels, remade } from "./planted.ts";

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

/** Groups of pictures by their features, as training on them finds. */
async function byFeatures(
  names: readonly string[],
  features: Features,
): Promise<number[][]> {
  const rows = names.map((name) => features.get(name)!), columns = rows[0].length;
  const data = new Float32Array(rows.length * columns);
  rows.forEach((row, at) => data.set(row, at * columns));
  const points = matrix(data, columns);
  const near = await nearestNeighbours(points, points, NEIGHBOURS, { excludeSelf: true });
  return nearDuplicates(near, SAME).map(({ rows }) => [...rows]);
}

/** What was found by one way: copies by kind, and pairs of one photo or of two. */
class Tally {
  readonly found = new Map<string, number>();
  readonly mixed = new Set<string>();
  #right = 0;
  #wrong = 0;

  add(kind: string, pairs: readonly (readonly [string, string])[], groups: readonly string[][]) {
    const together = ([a, b]: readonly [string, string]) =>
      groups.some((group) => group.includes(a) && group.includes(b));
    this.found.set(kind, pairs.filter(together).length);
    for (const group of groups) {
      const from = group.map((name) => name.split(/[ .]/)[0]);
      for (let i = 0; i < from.length; i++) {
        for (let j = 0; j < i; j++) from[i] === from[j] ? this.#right++ : this.#wrong++;
      }
      const apart = new Set(from);
      if (apart.size > 1) this.mixed.add([...apart].join(" = "));
    }
  }

  /** Shares of the planted that were found, and of the found that are right. */
  summary(planted: number): string {
    const found = [...this.found.values()].reduce((a, b) => a + b, 0),
      all = this.#right + this.#wrong;
    return `recall ${(100 * found / planted).toFixed(1)} %, precision ${
      (100 * this.#right / Math.max(1, all)).toFixed(1)
    } % of ${all} pairs`;
  }
}

/** As training looks at features. */
const NEIGHBOURS = 5, SAME = 0.15;

if (import.meta.main) {
  const [folder, photos = "400", encoder] = Deno.args, count = Number(photos);
  const originals = await evenly(folder, count);
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
    const features = encoder === undefined ? undefined : await featuresOf(place, encoder);
    const isOriginal = (name: string) => !name.includes(" ");
    const ways = { "by bytes and hash": new Tally() } as Record<string, Tally>;
    if (features) {
      ways["by features"] = new Tally();
      ways["all together"] = new Tally();
    }
    const compared = performance.now();
    // Each kind alone: a copy must be found by its photo, and not by another copy.
    for (const [kind, pairs] of kinds) {
      const copies = new Set(pairs.map(([, copy]) => copy));
      const some = pictures.flatMap((picture, i) =>
        isOriginal(names[i]) || copies.has(names[i]) ? [{ picture, name: names[i] }] : []
      );
      const own = some.map(({ picture }) => picture), called = some.map(({ name }) => name);
      const named = (groups: readonly (readonly number[])[]) =>
        groups.map((members) => members.map((m) => called[m]));
      const members = (known: readonly (readonly number[])[] = []) =>
        named(groupCopies(own, known).map(({ members }) => members));
      ways["by bytes and hash"].add(kind, pairs, members());
      if (!features) continue;
      const known = await byFeatures(called, features);
      ways["by features"].add(kind, pairs, named(known));
      ways["all together"].add(kind, pairs, members(known));
    }
    const ended = performance.now();
    for (const [kind, { length }] of kinds) {
      const counts = Object.entries(ways).map(([way, { found }]) => `${found.get(kind)} ${way}`);
      console.log(`${kind}: ${counts.join(", ")} of ${length}`);
    }
    const planted = [...kinds.values()].reduce((sum, { length }) => sum + length, 0);
    for (const [way, tally] of Object.entries(ways)) {
      console.log(`${way}: ${tally.summary(planted)}`);
      for (const group of tally.mixed) console.log(`  together: ${group}`);
    }
    console.log(
      `${names.length} pictures: ${((looked - began) / 1000).toFixed(1)} s to read, ${
        ((ended - compared) / 1000).toFixed(1)
      } s to compare`,
    );
  } finally {
    await Deno.remove(place, { recursive: true });
  }
}
