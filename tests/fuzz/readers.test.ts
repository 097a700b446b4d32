import { ok } from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { untar } from "../../datasets/archive/untar.ts";
import { countRecords, IMAGE_BYTES, readRecords } from "../../datasets/cifar/records.ts";
import { readIdx } from "../../datasets/archive/read_idx.ts";
import { openCatalog } from "../../run/parts/catalog.ts";
import { readRecipe } from "../../run/recipe/recipe.ts";
import { verifyCheckpoint } from "../../run/folder/checkpoint.ts";
import { readManifest } from "../../run/folder/run_folder.ts";
import { decodeSafetensors, encodeSafetensors } from "../../run/folder/safetensors.ts";
import { counted, times } from "../run/survival/share.ts";
import { checkpointOf, STEPS, trainSmall } from "../run/survival/small_run.ts";
import { inFolder } from "../run/training.ts";
import { damagedFrom, typed, withinBounds } from "./strange.ts";

const numRuns = times(300, 10_000);

const tensors = encodeSafetensors({
  tensors: {
    a: { dtype: "F32", shape: [2, 3], data: new Float32Array(6) },
    b: { dtype: "I32", shape: [4], data: new Int32Array(4) },
  },
  metadata: { format: "test" },
});

/** A file with any JSON as its header. */
const anyHeader = fc.record({ header: fc.json({ maxDepth: 4 }), data: fc.uint8Array() }).map(
  ({ header, data }) => {
    const json = new TextEncoder().encode(header);
    const bytes = new Uint8Array(8 + json.length + data.length);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
    bytes.set(json, 8);
    bytes.set(data, 8 + json.length);
    return bytes;
  },
);

Deno.test("strange safetensors give tensors or a typed error", () => {
  const strange = fc.oneof(fc.uint8Array({ maxLength: 256 }), damagedFrom(tensors), anyHeader);
  fc.assert(
    fc.property(strange, (bytes) => {
      withinBounds(() => decodeSafetensors(bytes));
    }),
    { numRuns },
  );
  counted({ safetensors: numRuns });
});

Deno.test("strange IDX files give an array or a typed error", () => {
  const valid = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);
  const strange = fc.oneof(fc.uint8Array({ maxLength: 256 }), damagedFrom(valid));
  fc.assert(
    fc.property(strange, (bytes) => {
      withinBounds(() => {
        const { shape, data } = readIdx(bytes, "strange");
        ok(shape.reduce((a, b) => a * b, 1) === data.length);
      });
    }),
    { numRuns },
  );
  counted({ idx: numRuns });
});

Deno.test("strange CIFAR files give records or a typed error", () => {
  const strange = fc.oneof(
    damagedFrom(new Uint8Array(2 * (1 + IMAGE_BYTES))),
    fc.nat(3 * (1 + IMAGE_BYTES)).map((length) => new Uint8Array(length).fill(7)),
  );
  fc.assert(
    fc.property(strange, (bytes) => {
      withinBounds(() => {
        const records = countRecords(bytes.length, 1 + IMAGE_BYTES, 10, "strange");
        const labels = new Int32Array(records);
        readRecords(
          bytes,
          { bounds: [10], use: 0 },
          "strange",
          new Uint8Array(records * IMAGE_BYTES),
          labels,
        );
        ok(labels.every((label) => label < 10));
      });
    }),
    { numRuns },
  );
  counted({ cifar: numRuns });
});

Deno.test("strange recipes give a recipe or a typed error", () =>
  inFolder(async (folder) => {
    const catalog = await openCatalog([]);
    const valid = await catalog.recipes.get("crlc/digits") as Record<string, unknown>;
    const path = join(folder, "recipe.json");
    const key = fc.constantFrom(...Object.keys(valid), "options", "seed", "__proto__", "other");
    const strange = fc.oneof(
      fc.json({ maxDepth: 5 }),
      fc.string(),
      fc.record({ key, value: fc.jsonValue({ maxDepth: 3 }) }).map(({ key, value }) =>
        JSON.stringify({ ...valid, [key]: value })
      ),
    );
    await fc.assert(
      fc.asyncProperty(strange, async (text) => {
        await Deno.writeTextFile(path, text);
        try {
          await readRecipe(catalog, path);
        } catch (error) {
          typed(error);
        }
      }),
      { numRuns },
    );
    counted({ recipes: numRuns });
  }));

/** A tar header and content, as ustar has them. */
function tarOf(name: string, content: Uint8Array, type = "0"): Uint8Array {
  const bytes = new Uint8Array(512 * (2 + Math.ceil(content.length / 512) + 1));
  const put = (text: string, at: number) => bytes.set(new TextEncoder().encode(text), at);
  put(name.slice(0, 99), 0);
  put("0000644\0", 100);
  put(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  put("        ", 148);
  put(type, 156);
  put("ustar\x0000", 257);
  const sum = bytes.subarray(0, 512).reduce((a, b) => a + b, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  bytes.set(content, 512);
  return bytes;
}

Deno.test("strange archives unpack inside their folder or give a typed error", () =>
  inFolder(async (folder) => {
    const archive = join(folder, "strange.tar"), target = join(folder, "inside", "target");
    const name = fc.oneof(
      fc.constantFrom("../out", "/tmp/out", "a/../../out", "C:\\out", "a/./b", "", "ok.txt"),
      fc.stringMatching(/^[a-z.\/]{0,20}$/),
    );
    const written = fc.record({ name, type: fc.constantFrom("0", "1", "2", "5", "x", "L") })
      .map(({ name, type }) => tarOf(name, new Uint8Array(20), type));
    const strange = fc.oneof(
      fc.uint8Array({ maxLength: 1024 }),
      written,
      damagedFrom(tarOf("a.txt", new Uint8Array(600))),
    );
    await fc.assert(
      fc.asyncProperty(strange, async (bytes) => {
        await Deno.writeFile(archive, bytes);
        await Deno.mkdir(target, { recursive: true });
        try {
          await untar(archive, target, { bytes: 10_000, entries: 4 });
        } catch (error) {
          typed(error);
        }
        const outside = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
        const beside = [...Deno.readDirSync(join(folder, "inside"))].map(({ name }) => name);
        ok(outside.join() === "inside,strange.tar" && beside.join() === "target");
        for (const { isSymlink } of Deno.readDirSync(target)) ok(!isSymlink);
        await Deno.remove(join(folder, "inside"), { recursive: true });
      }),
      { numRuns: times(150, 10_000) },
    );
    counted({ archives: times(150, 10_000) });
  }));

Deno.test("strange checkpoints give a state that was saved or a typed error", () =>
  inFolder(async (run) => {
    await trainSmall({ run });
    const valid = await checkpointOf(run, STEPS);
    fc.assert(
      fc.property(damagedFrom(valid), (bytes) => {
        withinBounds(() => {
          verifyCheckpoint(bytes);
          ok(bytes.length === valid.length && bytes.every((byte, i) => byte === valid[i]));
        });
      }),
      { numRuns },
    );
    counted({ checkpoints: numRuns });
  }));

Deno.test("strange manifests of runs give a manifest or a typed error", () =>
  inFolder(async (run) => {
    await trainSmall({ run });
    const path = join(run, "recipe.json");
    const text = await Deno.readTextFile(path), valid = JSON.parse(text);
    const key = fc.constantFrom(...Object.keys(valid), "__proto__");
    const strange = fc.oneof(
      damagedFrom(new TextEncoder().encode(text)),
      fc.json({ maxDepth: 5 }).map((json) => new TextEncoder().encode(json)),
      fc.record({ key, value: fc.jsonValue({ maxDepth: 3 }) }).map(({ key, value }) =>
        new TextEncoder().encode(JSON.stringify({ ...valid, [key]: value }))
      ),
    );
    await fc.assert(
      fc.asyncProperty(strange, async (bytes) => {
        await Deno.writeFile(path, bytes);
        await readManifest(run).catch(typed);
      }),
      { numRuns },
    );
    counted({ manifests: numRuns });
  }));
