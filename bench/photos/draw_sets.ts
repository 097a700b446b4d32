/**
 * Draws the sets of photos that heads on features are measured on, and writes `sets.jsonl`: by seed
 * alone, and committed before any rule was fixed on them. Half are to work with, half to report.
 *
 * Run: `deno run -A bench/photos/draw_sets.ts` (gives the same file)
 */
import { Stream } from "../../core/random.ts";

/** Folders of a class each, the photos of each in byte order: how many there are. */
const SOURCES = {
  /** `imagenette160-3000`: 10 classes of 300. */
  imagenette: { classes: 10, photos: 300 },
  /** `tiny-imagenet-200/train`: 200 classes of 10. */
  "tiny-imagenet": { classes: 200, photos: 10 },
} as const;

/** Photos of the next smaller class for each of a class. */
const RATIOS = [1, 0.8, 0.65, 0.5];
const SCORED = [100, 360, 1000, 3000];

export interface PhotoSet {
  readonly name: string;
  readonly source: keyof typeof SOURCES;
  /** "score" are those of the table; rules are found on "work" and told of "report". */
  readonly use: "score" | "work" | "report";
  readonly ratio: number;
  /** Positions of photos in their class folder, by position of the folder. */
  readonly photos: Readonly<Record<string, string>>;
}

/** Sizes of classes that fall by a ratio, none below `least`, of about `total` photos. */
function sizesOf(classes: number, total: number, ratio: number, least: number, most: number) {
  const shares = Array.from({ length: classes }, (_, i) => ratio ** i);
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => Math.min(most, Math.max(least, Math.round(total * share / sum))));
}

function draw(
  seed: number,
  name: string,
  use: PhotoSet["use"],
  { source, classes, total, ratio }: {
    source: PhotoSet["source"];
    classes: number;
    total: number;
    ratio: number;
  },
): PhotoSet {
  const { classes: all, photos: each } = SOURCES[source];
  const chosen = new Stream(seed, "sample", 0).permutation(all).subarray(0, classes);
  const sizes = sizesOf(classes, total, ratio, 4, each);
  const photos = [...chosen].map((folder, i) => {
    const own = new Stream(seed, "sample", 1 + folder).permutation(each).subarray(0, sizes[i]);
    return [folder, [...own].sort((a, b) => a - b).join(" ")] as const;
  });
  return { name, source, use, ratio, photos: Object.fromEntries(photos) };
}

function* drawAll(): Generator<PhotoSet> {
  for (const total of SCORED) {
    const common = { source: "imagenette", classes: 10 } as const;
    yield draw(total, `even-${total}`, "score", { ...common, total, ratio: 1 });
    // With 300 photos a class, a tail of this ratio has 972 at most.
    const tailed = Math.min(total, 972);
    if (total === 3000) continue;
    yield draw(total, `tailed-${tailed}`, "score", { ...common, total: tailed, ratio: 0.7 });
  }
  // Other photos than those that rules were found on: ten of each class, small and hard.
  for (const classes of [10, 36]) {
    const all = { source: "tiny-imagenet", classes, total: 10 * classes, ratio: 1 } as const;
    yield draw(7 + classes, `tiny-${10 * classes}`, "score", all);
  }
  for (let i = 0; i < 40; i++) {
    const numbers = new Stream(20261128, "sample", i);
    const source = i % 10 < 7 ? "imagenette" : "tiny-imagenet";
    const classes = 3 + Math.floor(numbers.uniform() * 8);
    const each = source === "imagenette" ? 15 + Math.floor(numbers.uniform() * 46) : 10;
    const ratio = source === "imagenette" ? RATIOS[Math.floor(numbers.uniform() * 4)] : 1;
    const name = `set-${String(i).padStart(2, "0")}`;
    const use = i % 2 === 0 ? "work" : "report";
    yield draw(1000 + i, name, use, { source, classes, total: classes * each, ratio });
  }
}

const lines = [...drawAll()].map((set) => JSON.stringify(set));
await Deno.writeTextFile(
  new URL("sets.jsonl", import.meta.url),
  `${lines.join("\n")}\n`,
);
