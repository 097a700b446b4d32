import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { sharp } from "../../../datasets/images/libvips.ts";
import { betterFirst } from "../../../results/duplicates/better_first.ts";
import { fingerprint, isEven } from "../../../results/duplicates/fingerprint.ts";
import type { PageData } from "../../../results/report/page_data.ts";
import { hashIndex, RADIUS } from "../../../search/hash_index.ts";
import { call } from "../../cli/call.ts";
import { inFolder, PLUGINS, trainBlobs } from "../../run/training.ts";

const SIDE = 96;

/** A picture of its own: soft blobs at places that follow from its number. */
function painted(seed: number, side = SIDE): Uint8Array {
  const pixels = new Uint8Array(side * side * 3);
  const blobs = Array.from({ length: 7 }, (_, i) => {
    const at = (n: number) =>
      Math.abs(Math.sin(seed * 12.9898 + i * 78.233 + n * 37.719) * 43758.5453) % 1;
    return [at(1), at(2), 0.06 + 0.2 * at(3), at(4), at(5), at(6)];
  });
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0.1;
        for (const blob of blobs) {
          const d = ((x / side - blob[0]) ** 2 + (y / side - blob[1]) ** 2) / blob[2] ** 2;
          sum += blob[3 + c] * Math.exp(-d);
        }
        pixels[(y * side + x) * 3 + c] = Math.min(255, 200 * sum);
      }
    }
  }
  return pixels;
}

const raw = (pixels: Uint8Array, width: number, height = width) =>
  sharp(pixels, { raw: { width, height, channels: 3 } });

/** The pixels where `at` says they come from. */
function mapped(pixels: Uint8Array, width: number, at: (x: number, y: number) => [number, number]) {
  const height = pixels.length / 3 / SIDE * SIDE / width, made = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = at(x, y);
      made.set(pixels.subarray((v * SIDE + u) * 3, (v * SIDE + u) * 3 + 3), (y * width + x) * 3);
    }
  }
  return made;
}

Deno.test("copies are found by bytes and to the eye, also turned, cut, mirrored and saved anew", () =>
  inFolder(async (folder) => {
    const one = painted(1), file = (name: string) => join(folder, name);
    // Names that a shell, a terminal or a table would trip over.
    const names = ["-rf.png", "a\nb.png", `quote"'.png`, "=1+1.png", "лето, 1.png", " .png"];
    const png = await raw(one, SIDE).png().toBuffer();
    const cut = Math.round(SIDE * 0.9), from = Math.round(SIDE * 0.05);
    const cutOut = new Uint8Array(cut * cut * 3);
    for (let y = 0; y < cut; y++) {
      const at = ((y + from) * SIDE + from) * 3;
      cutOut.set(one.subarray(at, at + 3 * cut), 3 * y * cut);
    }
    await Deno.writeFile(file(names[0]), png);
    await Deno.writeFile(file(names[1]), png);
    await Deno.writeFile(file(names[2]), await raw(one, SIDE).jpeg({ quality: 30 }).toBuffer());
    await Deno.writeFile(
      file(names[3]),
      await raw(mapped(one, SIDE, (x, y) => [y, SIDE - 1 - x]), SIDE).jpeg().toBuffer(),
    );
    await Deno.writeFile(
      file(names[4]),
      await raw(mapped(one, SIDE, (x, y) => [SIDE - 1 - x, y]), SIDE).webp().toBuffer(),
    );
    await Deno.writeFile(file(names[5]), await raw(cutOut, cut).jpeg().toBuffer());
    const large = await raw(painted(1, 2 * SIDE), 2 * SIDE).jpeg().toBuffer();
    await Deno.writeFile(file("large.jpg"), large);
    for (let seed = 2; seed < 12; seed++) {
      await Deno.writeFile(
        file(`other ${seed}.png`),
        await raw(painted(seed), SIDE).png().toBuffer(),
      );
    }
    const even = new Uint8Array(SIDE * SIDE * 3);
    await Deno.writeFile(file("black.png"), await raw(even, SIDE).png().toBuffer());
    await Deno.writeFile(file("grey.png"), await raw(even.fill(90), SIDE).png().toBuffer());
    await Deno.writeTextFile(file("broken.png"), "no picture");
    const before = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

    const to = `${folder}.csv`;
    const { code, stdout } = await call(["duplicates", folder, "--to", to, "--json"]);
    strictEqual(code, 0);
    const { groups, images, quarantined } = JSON.parse(stdout);
    strictEqual(images, 19);
    deepStrictEqual(quarantined.map(({ path }: { path: string }) => path), [file("broken.png")]);
    strictEqual(groups.length, 1, JSON.stringify(groups));
    const copies: { path: string; how: string }[] = groups[0].copies;
    // The largest is the best; equal bytes are told apart from what only looks alike.
    strictEqual(copies[0].path, file("large.jpg"));
    deepStrictEqual(
      copies.map(({ path }) => path).sort(),
      [
        ...names.map(file),
        file("large.jpg"),
      ].sort(),
    );
    const how = Object.fromEntries(copies.map(({ path, how }) => [path, how]));
    deepStrictEqual(names.map((name) => how[file(name)]), [
      ...["exact", "exact", "near", "near", "near", "near"],
    ]);
    const table = await Deno.readTextFile(to);
    await Deno.remove(to);
    match(table, /^group,image,best,how,width,height,bytes\n0,.*large\.jpg,yes,near,192,192,\d+\n/);
    ok(table.includes(`"${file(names[1])}"`), table);

    const listed = await call(["duplicates", folder, "-0"]);
    deepStrictEqual(
      listed.stdout.split("\0").slice(0, -1).sort(),
      names.map(file).sort(),
    );
    strictEqual((await call(["duplicates", folder, "-0", "--json"])).code, 2);
    match((await call(["duplicates", folder])).stdout, /6 pictures of 19 could go, in 1 group/);
    // Nothing is deleted, and nothing is left behind.
    deepStrictEqual([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), before);
    match(
      (await call(["duplicates", join(folder, "none")])).stderr,
      /a folder of pictures, and is none/,
    );
  }));

Deno.test("betterFirst() goes by pixels, then by bytes, then by the shorter name", () => {
  const copies = [
    { pixels: 4, bytes: 9, name: "a/copy of a.jpg" },
    { pixels: 4, bytes: 9, name: "of another folder/a.jpg" },
    { pixels: 4, bytes: 10, name: "more bytes, and a longer name.jpg" },
    { pixels: 5, bytes: 1, name: "more pixels, and a longer name.jpg" },
  ];
  deepStrictEqual(copies.toSorted(betterFirst), copies.toReversed());
});

Deno.test("copies and strays of a run: of images without files, and by its tables", () =>
  inFolder(async (run) => {
    const words = ["--plugin", PLUGINS.blobs, "--backend", "wasm"];
    await trainBlobs({ run, overrides: { epochs: 1 } });
    const rows = (await Deno.readTextFile(join(run, "assignments.csv"))).split("\n").slice(1, 4);
    const [a, b, c] = rows.map((row) => row.split(",")[0]);
    await Deno.writeTextFile(
      join(run, "duplicates.csv"),
      `group,image,cosine\n0,${a},0.99\n0,${b},0.99\n`,
    );
    const found = JSON.parse(
      (await call(["duplicates", run, "--plugin", PLUGINS.blobs, "--json"])).stdout,
    );
    const groups: { copies: { path: string }[] }[] = found.groups;
    ok(groups.some(({ copies }) => {
      const paths = copies.map(({ path }) => path);
      return paths.includes(a) && paths.includes(b);
    }));
    const learned = JSON.parse((await call(["outliers", run, ...words, "--json"])).stdout);
    deepStrictEqual([learned.by, learned.images], ["learned", found.images]);
    await Deno.writeTextFile(
      join(run, "outliers.csv"),
      `image,cosine,usual\n${c},0.5,0.9\n./=odd.png,0.4,0.9\n`,
    );
    const { stdout } = await call(["outliers", run, ...words, "-0"]);
    strictEqual(stdout, `=odd.png\0${c}\0`);
  }));

Deno.test("whatever files are called, duplicates, outliers, their tables and the page name them as they are", () =>
  inFolder(async (folder) => {
    const photos = join(folder, "my photos"), run = join(folder, "run");
    const names = ["-rf.png", "a\nb.png", `quote"'&amp;.png`, "=1+1.png", "лето, 1.png", " .png"];
    for (const split of ["train", "test"]) {
      await Deno.mkdir(join(photos, split), { recursive: true });
      for (const [i, name] of names.entries()) {
        // Each picture of the one split is in the other, half as large.
        const side = split === "test" ? 24 : 48;
        const png = await raw(painted(i, side), side).png().toBuffer();
        await Deno.writeFile(join(photos, split, name), png);
      }
    }
    const latin1 = Deno.build.os === "linux" && new Deno.Command("sh", {
      args: ["-c", 'cp "$1" "$(printf "train/caf\\351.png")"', "sh", "train/-rf.png"],
      cwd: photos,
    }).outputSync().success;
    const words = ["--backend", "wasm", "--no-cache"];
    const trained = await call([
      ...[
        "train",
        photos,
        "-k",
        "2",
        "--strategy",
        "kmeans",
        "--encoder",
        "none",
        "-q",
        "--max-bad",
        "0.1",
      ],
      ...["--split", "train+test", "--set", "dataset.options.size=16", "--run", run, ...words],
    ]);
    strictEqual(trained.code, 0, trained.stderr);

    // The hint of the page is done, and its tables come back to the page.
    for (
      const [command, table] of [["duplicates", "duplicates.csv"], ["outliers", "outliers.csv"]]
    ) {
      const backend = command === "outliers" ? words : ["--no-cache"];
      const told = await call([command, run, ...backend, "--to", join(run, table)]);
      strictEqual(told.code, 0, told.stderr);
      if (latin1 && command === "duplicates") {
        match((await call([command, photos])).stderr, /caf\ufffd.png has a name that is not UTF-8/);
      }
    }
    const listed = await call(["duplicates", run, "--no-cache", "-0"]);
    deepStrictEqual(
      listed.stdout.split("\0").slice(0, -1).sort(),
      names.map((name) => join(photos, "test", name)).sort(),
    );
    const copies = JSON.parse((await call(["duplicates", run, "--no-cache", "--json"])).stdout);
    deepStrictEqual(
      copies.groups.map(({ best }: { best: string }) => best).sort(),
      names.map((name) => join(photos, "train", name)).sort(),
    );
    strictEqual((await call(["report", run, ...words, "-q"])).code, 0);
    const html = await Deno.readTextFile(join(run, "report.html"));
    const { sets: [set], runs: [own] }: PageData = JSON.parse(/id="data">([^<]*)/.exec(html)![1]);
    deepStrictEqual(
      own.doubles!.map((group) => group.map((i) => set.names[i])).sort(),
      names.map((name) => [`train/${name}`, `test/${name}`]).sort(),
    );
    ok(own.strays, "somebody has looked");
    deepStrictEqual(set.splits!.names, ["train", "test"]);
    deepStrictEqual(
      Array.from(Uint8Array.fromBase64(set.splits!.of), (place) => ["train", "test"][place]),
      set.names.map((name) => name.split("/")[0]),
    );
    match(own.looking.doubles, /^crlc duplicates .* --to .*duplicates\.csv$/);
  }));

Deno.test("hashIndex() finds every hash within its radius, and no other", () => {
  const n = 400, hashes = new Uint16Array(4 * n);
  let state = 1;
  const next = () => (state = (state * 1103515245 + 12345) & 0x7fffffff) >>> 8;
  for (let i = 0; i < hashes.length; i++) hashes[i] = next();
  // Copies of the first with 0 to 9 bits turned, spread over the chunks.
  for (let copy = 1; copy < 10; copy++) {
    for (let chunk = 0; chunk < 4; chunk++) hashes[4 * copy + chunk] = hashes[chunk];
    for (let bit = 0; bit < copy; bit++) hashes[4 * copy + bit % 4] ^= 1 << (bit * 3 % 16);
  }
  const found = hashIndex(hashes)(hashes.subarray(0, 4));
  deepStrictEqual(found.filter((i) => i < 10), Array.from({ length: RADIUS + 1 }, (_, i) => i));
  const far = (i: number) => {
    let bits = 0;
    for (let chunk = 0; chunk < 4; chunk++) {
      for (let x = hashes[chunk] ^ hashes[4 * i + chunk]; x; x &= x - 1) bits++;
    }
    return bits;
  };
  deepStrictEqual(found, Array.from({ length: n }, (_, i) => i).filter((i) => far(i) <= RADIUS));
});

Deno.test("fingerprint() says which of two neighbours is brighter, whatever the light", () => {
  const grey = Float32Array.from({ length: 1024 }, (_, i) => 2 * (i % 32) + (i >> 5));
  deepStrictEqual([...fingerprint(grey).hash], [65535, 65535, 65535, 65535]);
  const darker = grey.map((x) => 30 + x / 2);
  deepStrictEqual(fingerprint(darker).hash, fingerprint(grey).hash);
  ok(isEven(new Float32Array(1024).fill(7)) && !isEven(grey));
});
