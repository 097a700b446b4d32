/**
 * From JPEG photos of 12 megapixels to a finished clustering, with the encoder there already: seconds
 * of the whole command on empty caches, and of its processor time.
 *
 * Run: `deno run -A bench/photos/from_jpeg.ts PHOTOS [--photos 400] [--distinct 100] [--encoder
 * efficientnet-lite0] [--backend tensorflow] [--output FILE]`, PHOTOS being `imagenette160-3000`, from
 * which the photos are enlarged to 4000 x 3000 at quality 90; `distinct` ones, the others are copies.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { writeResult } from "../result.ts";

const { values, positionals: [source] } = parseArgs({
  allowPositionals: true,
  options: {
    photos: { type: "string", default: "400" },
    distinct: { type: "string", default: "100" },
    encoder: { type: "string", default: "efficientnet-lite0" },
    backend: { type: "string", default: "tensorflow" },
    output: { type: "string" },
  },
});
const count = Number(values.photos), distinct = Math.min(count, Number(values.distinct));
const work = await Deno.makeTempDir();
const folder = join(work, "photos");

/** The first photos of every class, by turns. */
function* chosen(): Generator<string> {
  const classes = [...Deno.readDirSync(source)].map(({ name }) => name).sort();
  const files = classes.map((name) =>
    [...Deno.readDirSync(join(source, name))].map((file) => join(source, name, file.name)).sort()
  );
  for (let i = 0; i < distinct; i++) {
    yield files[i % classes.length][Math.floor(i / classes.length)];
  }
}

try {
  await Deno.mkdir(folder);
  let made = 0;
  for (const file of chosen()) {
    await sharp(file).resize(4000, 3000, { fit: "cover" }).jpeg({ quality: 90 })
      .toFile(join(folder, `${made++}.jpg`));
  }
  for (let i = made; i < count; i++) {
    await Deno.copyFile(join(folder, `${i % made}.jpg`), join(folder, `${i}.jpg`));
  }
  const began = performance.now();
  const { success } = await new Deno.Command("deno", {
    args: [
      ...["run", "-A", "--no-check", "cli/main.ts", "train", folder, "-k", "10"],
      ...["--encoder", values.encoder, "--backend", values.backend, "--run", join(work, "run")],
    ],
    env: { CRLC_CACHE_DIR: join(work, "cache") },
    cwd: new URL("../..", import.meta.url),
  }).spawn().status;
  const seconds = (performance.now() - began) / 1000;
  if (!success) throw new Error("the training has failed");
  console.log(`${count} photos: ${seconds.toFixed(1)} s`);
  const { encoder, backend } = values;
  await writeResult(
    "photos-from-jpeg",
    { encoder, backend, count, distinct, seconds },
    values.output,
  );
} finally {
  await Deno.remove(work, { recursive: true });
}
